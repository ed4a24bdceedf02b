using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Showing;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class ServingThePageTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly KeptLog<StaffPageServer> _log = new();
    private readonly Branch _branch = new();
    private readonly TcpListener _other = new(IPAddress.Loopback, 0);

    public void Dispose()
    {
        _other.Dispose();
        _branch.Dispose();
    }

    [Fact]
    public async Task Where_the_port_is_taken_it_is_said_once_and_the_page_comes_when_the_port_is_free()
    {
        _other.Start();
        var port = ((IPEndPoint)_other.LocalEndpoint).Port;
        using var server = Server($"http://127.0.0.1:{port}");
        await server.StartAsync(default);
        await UntilAsync(() => _log.Lines.Any(line => line.Contains(
            $"The page for staff cannot be served on 127.0.0.1:{port}", StringComparison.Ordinal)));
        _branch.Clock.Advance(TimeSpan.FromSeconds(10));
        _other.Stop();
        await UntilAsync(() =>
        {
            _branch.Clock.Advance(TimeSpan.FromSeconds(10));
            return _log.Lines.Any(line => line.Contains("The page for staff is at", StringComparison.Ordinal));
        });

        Assert.Equal(2, _log.Lines.Count);
        using var browser = new HttpClient();
        var answer = await browser.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await server.StopAsync(default).WaitAsync(s_patience);
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetAsync(new Uri($"http://127.0.0.1:{port}/")));
    }

    [Fact]
    public async Task A_page_that_is_not_wanted_is_not_served_and_that_is_said()
    {
        using var server = Server("none");
        await server.StartAsync(default);
        await server.ExecuteTask!.WaitAsync(s_patience);

        Assert.Contains("Staff:Page is none", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    private StaffPageServer Server(string page) => new(
        new StaffDesk(_branch.Flow, new ClosedJournals(() => [])), Options.Create(new StaffOptions { Page = page }),
        new AgentIdentity(new string('b', 32), Branch.Eas, "https://cloud.example/", "berlin"),
        new BranchChance(() => 0, count => new byte[count]), _branch.Clock, new OneLog(_log));

    private static async Task UntilAsync(Func<bool> happened)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!happened())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Keeps what the server itself says; the web server's own lines are of no interest here.</summary>
    private sealed class OneLog(ILogger<StaffPageServer> log) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == typeof(StaffPageServer).FullName
                ? log
                : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
