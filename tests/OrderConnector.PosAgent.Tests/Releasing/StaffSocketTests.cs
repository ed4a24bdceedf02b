using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;

namespace OrderConnector.PosAgent.Tests.Releasing;

public sealed class StaffSocketTests : IAsyncLifetime
{
    private StaffBench _bench = null!;

    public async Task InitializeAsync() => _bench = await StaffBench.OpenAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Only_its_owner_may_open_it() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_bench.Socket));

    [OtherUserFact]
    [UnsupportedOSPlatform("windows")]
    public void Another_user_of_the_machine_is_turned_away()
    {
        // The folder lets everybody in here, so that it is the socket that says no.
        var everybody = (UnixFileMode)Convert.ToInt32("755", 8);
        File.SetUnixFileMode(_bench.Folder, everybody);

        Assert.Equal(0, Curl("--version"));
        Assert.NotEqual(0, Curl("--unix-socket", _bench.Socket, "http://agent/tss"));
        File.SetUnixFileMode(_bench.Socket, everybody | UnixFileMode.OtherWrite);
        Assert.Equal(0, Curl("--unix-socket", _bench.Socket, "http://agent/tss"));
    }

    [Fact]
    public async Task A_socket_left_behind_by_a_killed_agent_says_so_and_stands_in_nobodys_way()
    {
        await _bench.StopAsync();
        LeaveSocketBehind(_bench.Socket);
        var without = await _bench.DoAsync("list");
        await _bench.StartAsync();
        var with = await _bench.DoAsync("list");

        Assert.Equal(1, without.ExitCode);
        Assert.StartsWith("No agent is running", without.Error, StringComparison.Ordinal);
        Assert.Equal(0, with.ExitCode);
    }

    [Fact]
    public async Task It_listens_on_nothing_else()
    {
        Assert.True(File.Exists(_bench.Socket));
        await _bench.StopAsync();
        Assert.False(File.Exists(_bench.Socket));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"actor\":\"root\"}")]
    [InlineData("{\"actor\":\"staff:\"}")]
    [InlineData("{\"actor\":\"staff:a\",\"reason\":\"\"}")]
    [InlineData("{\"actor\":17}")]
    public async Task A_wish_that_is_none_is_not_understood(string body)
    {
        var number = await _bench.WaitingAsync("1");
        using var client = Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await client.PostAsync($"http://agent/orders/{number}/reject", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("notUnderstood", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"line\":0,\"quantity\":0}]")]
    [InlineData("[{\"line\":0,\"quantity\":1.0001}]")]
    [InlineData("[{\"line\":-1,\"quantity\":1}]")]
    [InlineData("[{\"line\":0,\"quantity\":1},{\"line\":0,\"quantity\":1}]")]
    [InlineData("[null]")]
    public async Task A_void_of_lines_that_cannot_be_is_not_understood(string lines)
    {
        using var client = Client();
        using var content = new StringContent(
            $$"""{"request":"1","reason":"x","lines":{{lines}}}""", Encoding.UTF8, "application/json");
        var answer = await client.PostAsync("http://agent/orders/40000000/void", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(_bench.Branch.Cloud.Voided);
    }

    [Fact]
    public async Task A_wish_without_end_is_not_read()
    {
        using var client = Client();
        using var content = JsonContent.Create(new { actor = "staff:a", reason = new string('x', 70_000) });
        await content.LoadIntoBufferAsync();
        var answer = await client.PostAsync("http://agent/orders/40000000/reject", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private HttpClient Client() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_bench.Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    /// <summary>A socket file whose process is gone: bound under one name, found under another.</summary>
    private static void LeaveSocketBehind(string path)
    {
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            socket.Bind(new UnixDomainSocketEndPoint(path + ".0"));
            File.Move(path + ".0", path);
        }

        Assert.True(File.Exists(path));
    }

    private static int Curl(params string[] arguments)
    {
        string[] command = ["--reuid=65534", "--regid=65534", "--clear-groups", "curl", "--silent", "--output", "/dev/null"];
        using var process = Process.Start("setpriv", [.. command, .. arguments]);
        process.WaitForExit();
        return process.ExitCode;
    }
}
