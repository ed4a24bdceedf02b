using System.Net;
using System.Net.Sockets;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>
/// A mail server for what the real one never does on demand: it says what the script has for a command, else that all
/// is well; an answer "drop" closes the line.
/// </summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _command;
    private readonly string _answer;
    private readonly Task _serving;

    public ScriptedMailServer(string command, string answer)
    {
        (_command, _answer) = (command, answer);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await TalkAsync(reader, writer);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The client hung up, or none came: the test looks at what the client says.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        for (var command = "HELLO"; command is not null; command = await reader.ReadLineAsync())
        {
            var answer = command.StartsWith(_command, StringComparison.OrdinalIgnoreCase) ? _answer : command switch
            {
                "HELLO" => "220 here",
                "DATA" => "354 go on",
                _ => "250 fine",
            };
            if (answer == "drop")
            {
                return;
            }

            await writer.WriteLineAsync(answer);
            if (command == "DATA" && answer[0] == '3')
            {
                while (await reader.ReadLineAsync() is { } line && line != ".")
                {
                }

                await writer.WriteLineAsync(_command == "." ? _answer : "250 taken");
            }
        }
    }
}
