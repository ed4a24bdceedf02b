using System.Net;
using System.Net.Sockets;
using System.Text;
using OrderConnector.PosAgent.Enrolling;

namespace OrderConnector.PosAgent.Tests.Enrolling;

public sealed class EnrollerTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private int _made;

    private AgentFolder Folder => new(_temp.File("data"), null);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_agents_id_is_kept_before_the_call_and_used_again_after_a_lost_answer()
    {
        var unreachable = $"http://127.0.0.1:{FreePort()}";
        var (_, fault) = await EnrolAsync(unreachable, null);
        var first = Folder.ReadIdentity()!;

        Assert.Contains("Run the same command again", fault, StringComparison.Ordinal);
        Assert.Null(first.BranchId);

        await using var cloud = new OneAnswer("""{"secret":"ag_1.secret","branchId":"berlin"}""");
        var (branch, _) = await EnrolAsync(cloud.Address, null);

        Assert.Equal("berlin", branch);
        Assert.Equal((first.AgentId, first.EasSerialNumber), (Folder.ReadIdentity()!.AgentId, Folder.ReadIdentity()!.EasSerialNumber));
        Assert.Contains(first.AgentId, cloud.Request, StringComparison.Ordinal);
        Assert.Equal("ag_1.secret", Folder.ReadSecret());
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_the_secret()
    {
        await using var cloud = new OneAnswer("""{"secret":"ag_1.secret","branchId":"berlin"}""");
        await EnrolAsync(cloud.Address, null);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.File("secret")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Folder.Path));
    }

    [Fact]
    public async Task A_systemd_credential_comes_before_the_file()
    {
        Folder.Create();
        Folder.WriteSecret("from the file");
        await File.WriteAllTextAsync(_temp.File("orderconnector-secret"), "from systemd\n");

        Assert.Equal("from systemd", new AgentFolder(Folder.Path, _temp.Path).ReadSecret());
        Assert.Equal("from the file", Folder.ReadSecret());
    }

    [Theory]
    [InlineData("OC/1")]
    [InlineData("OC_1")]
    [InlineData("OC;1")]
    [InlineData(" OC1")]
    [InlineData("Kässe")]
    public async Task A_serial_number_no_TSS_takes_is_refused(string serial)
    {
        var (_, fault) = await EnrolAsync("http://127.0.0.1:1", serial);

        Assert.Equal(EasSerialNumbers.Rule, fault);
        Assert.Null(Folder.ReadIdentity());
    }

    [Fact]
    public async Task Another_serial_number_takes_another_folder()
    {
        await EnrolAsync($"http://127.0.0.1:{FreePort()}", "OC-1");

        var (_, fault) = await EnrolAsync($"http://127.0.0.1:{FreePort()}", "OC-2");

        Assert.Contains("carries the EAS serial number OC-1", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_serial_number_that_is_made_is_one_a_TSS_takes() =>
        Assert.True(EasSerialNumbers.IsValid(EasSerialNumbers.Make([0, 255, 16, 7, 1, 2, 3, 4])));

    private Task<(string? Branch, string? Fault)> EnrolAsync(string cloud, string? serial) =>
        new Enroller(Folder, count => Enumerable.Repeat((byte)++_made, count).ToArray(), TimeProvider.System)
            .EnrolAsync(new Enrolment(cloud, "rk_1.key", serial, "0.1.0"), default);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Answers one request and keeps it.</summary>
    private sealed class OneAnswer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _answered;

        public OneAnswer(string body)
        {
            _listener.Start();
            _answered = AnswerAsync(body);
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public string Request { get; private set; } = "";

        public async ValueTask DisposeAsync()
        {
            await _answered;
            _listener.Dispose();
        }

        private async Task AnswerAsync(string body)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[16 * 1024];
            while (!Request.Contains('}', StringComparison.Ordinal))
            {
                Request += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
            }

            var answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        }
    }
}
