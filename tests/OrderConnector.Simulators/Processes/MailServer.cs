using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrderConnector.Simulators.Processes;

/// <summary>
/// A mail server (exim4) as a process of its own on a free loopback port: STARTTLS with a certificate of its own, login
/// with a password that only this test knows, mails kept as files. It may be stopped and started again: port, login,
/// certificate and mails stay.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    /// <summary>A name of this machine that its certificate has.</summary>
    public const string Host = "localhost";

    /// <summary>Who logs in.</summary>
    public const string User = "branch-alerts";

    private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(20);

    private readonly MailServerFolder _folder;
    private Process? _process;

    private MailServer() => _folder = new MailServerFolder(Port, User, Password);

    public int Port { get; } = FreePort();

    public string Password { get; } = RandomNumberGenerator.GetHexString(24);

    /// <summary>
    /// Its certificate as PEM. A process started with SSL_CERT_FILE set to it trusts this server and no other.
    /// </summary>
    public string CertificateFile => _folder.CertificateFile;

    /// <summary>A new one, running.</summary>
    public static async Task<MailServer> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var server = new MailServer();
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it, for the first time or again, and waits until it greets.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(MailServerProgram.Executable, ["-C", _folder.Configuration, "-bdf"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LD_LIBRARY_PATH"] = MailServerProgram.Libraries;
        start.Environment["LD_PRELOAD"] = Path.Combine(MailServerProgram.Libraries, "libnss_wrapper.so");
        start.Environment["NSS_WRAPPER_PASSWD"] = _folder.Users;
        start.Environment["NSS_WRAPPER_GROUP"] = _folder.Groups;
        var process = new Process { StartInfo = start };
        var said = new List<string>();
        process.OutputDataReceived += (_, line) => Keep(said, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(said, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        var begun = TimeProvider.System.GetTimestamp();
        while (!await GreetsAsync(cancellationToken))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(begun) > s_startTime)
            {
                ProductProgram.Kill(process);
                throw new InvalidOperationException($"The mail server did not start:\n{Join(said)}");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Stops it: whoever calls is refused. The mails it took can still be read.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            await ProductProgram.StopAsync(process, TimeSpan.FromSeconds(10));
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>From now on this recipient is refused.</summary>
    /// <param name="recipient">An address.</param>
    /// <param name="answer">What it says: 4xx means later, 5xx never.</param>
    public void Refuse(string recipient, string answer = "550 5.1.1 No such person here") =>
        File.AppendAllText(_folder.Refused, $"{recipient}: {answer}\n");

    /// <summary>From now on every recipient is welcome again.</summary>
    public void RefuseNobody() => File.WriteAllText(_folder.Refused, "");

    /// <summary>What was received so far, in the order of arrival; a mail to two people is there twice.</summary>
    public IReadOnlyList<ReceivedMail> Read() => !Directory.Exists(_folder.Mails)
        ? []
        : [.. new DirectoryInfo(_folder.Mails).GetFiles().OrderBy(file => file.LastWriteTimeUtc)
            .ThenBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => ReceivedMail.Parse(File.ReadAllBytes(file.FullName)))];

    /// <summary>The first mail that fits, as soon as it has arrived.</summary>
    /// <exception cref="OperationCanceledException">None came in time.</exception>
    public async Task<ReceivedMail> WaitForAsync(Func<ReceivedMail, bool> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Read().FirstOrDefault(fits) is { } mail)
            {
                return mail;
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>
    /// Makes System.Net.Mail in this process trust this server's certificate besides what the machine trusts.
    /// </summary>
    public void TrustInThisProcess()
    {
        using var own = X509CertificateLoader.LoadCertificateFromFile(CertificateFile);
        var bytes = own.RawData;
        // Obsolete for HTTP; SmtpClient has no other way to be told, and asks this one.
#pragma warning disable SYSLIB0014
        var before = ServicePointManager.ServerCertificateValidationCallback;
        ServicePointManager.ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
            errors == SslPolicyErrors.None
            || (certificate is not null && certificate.GetRawCertData().AsSpan().SequenceEqual(bytes))
            || (before is not null && before(sender, certificate, chain, errors));
#pragma warning restore SYSLIB0014
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task<bool> GreetsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync(cancellationToken) is { } line
                && line.StartsWith("220", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private static void Keep(List<string> said, string? line)
    {
        lock (said)
        {
            said.Add(line ?? "");
        }
    }

    private static string Join(List<string> said)
    {
        lock (said)
        {
            return string.Join('\n', said);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
