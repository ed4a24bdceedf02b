using OrderConnector.Demo.Ordering;
using OrderConnector.Demo.Showing;
using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Starting;

/// <summary>Everything that runs: the cloud app, two branches with an agent each, three channels, the operator.</summary>
internal sealed class Estate : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, Shop> _shops = [];
    private readonly SortedDictionary<string, BranchSite> _branches = new(StringComparer.Ordinal);
    private Shop? _operator;

    private Estate(string folder, bool azure)
    {
        Folder = folder;
        var (place, log) = (Path.Combine(folder, "cloud"), Path.Combine(Logs, "cloud.log"));
        Cloud = azure ? new HostedCloud(place, log) : new CloudProcess(place, log);
    }

    internal string Folder { get; }

    private string Logs => Directory.CreateDirectory(Path.Combine(Folder, "logs")).FullName;

    internal RunningCloud Cloud { get; }

    /// <summary>Who logs in to the portal.</summary>
    internal static string PortalUser => "demo";

    /// <summary>The password of <see cref="PortalUser"/>, good for one log in.</summary>
    internal string PortalPassword { get; private set; } = "";

    internal Shop Operator => _operator ?? throw new InvalidOperationException("There is no operator key yet.");

    internal IReadOnlyCollection<BranchSite> Branches => _branches.Values;

    /// <summary>Starts all of it; whatever was started is ended again where that fails.</summary>
    internal static async Task<Estate> StartAsync(
        string folder, DemoSetUp setUp, Board board, CancellationToken cancellationToken)
    {
        var estate = new Estate(folder, setUp.Azure);
        try
        {
            foreach (var id in (string[])[OrderBook.Berlin, OrderBook.Hamburg])
            {
                estate._branches[id] = await BranchSite.OpenAsync(
                    id, Path.Combine(folder, id), Path.Combine(estate.Logs, $"{id}.log"), setUp.Tss, board);
            }

            await estate.Cloud.StartAsync(cancellationToken);
            board.Place("cloud", setUp.Azure ? "up, published handler under a stand-in of the Functions host" : "up");
            await estate.OpenAsync(cancellationToken);
            return estate;
        }
        catch (InvalidOperationException failure)
        {
            // A program that did not start, a command that failed: its own words tell more than a stack trace.
            await estate.DisposeAsync();
            throw new DemoFailure(failure.Message);
        }
        catch
        {
            await estate.DisposeAsync();
            throw;
        }
    }

    internal Shop Shop(string channel) => _shops[channel];

    internal BranchSite Branch(string id) => _branches[id];

    /// <summary>Reads a page the way a customer's browser does: without a key.</summary>
    internal async Task<string> ReadPageAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(Cloud.Url, path), cancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_branches.Values.Select(branch => branch.DisposeAsync().AsTask()));
        await Cloud.DisposeAsync();
        foreach (var shop in _shops.Values)
        {
            shop.Dispose();
        }

        _operator?.Dispose();
        _http.Dispose();
    }

    /// <summary>Branches first; then keys, channels and agents side by side, because each is a process to wait for.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_branches.Keys.Select(
            id => Cloud.AdminAsync(cancellationToken, "branch", "add", id, "--name", OrderBook.NameOf(id))));
        await Task.WhenAll(
            OpenBranchAsync(
                OrderBook.Berlin, "Torstraße 1", "10119", "Berlin", "29/123/45678", cancellationToken),
            OpenBranchAsync(
                OrderBook.Hamburg, "Große Bergstraße 2", "22767", "Hamburg", "22/345/67890", cancellationToken),
            OpenChannelsAsync(cancellationToken));
        foreach (var branch in _branches.Values)
        {
            if (!await Waiting.TryUntilAsync(s_patience, () => HasCalledAsync(branch, cancellationToken), cancellationToken))
            {
                throw new DemoFailure($"The agent of {branch.Id} does not call the cloud; see {branch.LogFile}.");
            }

            branch.ShowAgent("up");
        }
    }

    private async Task<bool> HasCalledAsync(BranchSite branch, CancellationToken cancellationToken)
    {
        var readiness = await Shop(OrderBook.Webshop)
            .ReadAsync($"/api/v1/branches/{branch.Id}/readiness", cancellationToken);
        return readiness.Body.GetString("agentSeenAt") is not null;
    }

    private async Task OpenBranchAsync(
        string id, string street, string zip, string city, string taxNumber, CancellationToken cancellationToken)
    {
        await Cloud.AdminAsync(
            cancellationToken,
            "branch", "set", id, "--company", "Muster Gastro GmbH", "--street", street, "--zip", zip, "--city", city,
            "--tax-number", taxNumber);
        var key = await Cloud.AdminAsync(cancellationToken, "agent-key", id);
        await _branches[id].EnrolAsync(Cloud.Url, key, cancellationToken);
        _branches[id].StartAgent();
    }

    private async Task OpenChannelsAsync(CancellationToken cancellationToken)
    {
        foreach (var (channel, release) in new[]
        {
            (OrderBook.Webshop, "auto"), (OrderBook.Kiosk, "auto"), (OrderBook.Platform, "held"),
        })
        {
            _shops[channel] = new Shop(Cloud.Url, await Cloud.AdminAsync(
                cancellationToken,
                "channel", "add", channel, "--branch", OrderBook.Berlin, "--branch", OrderBook.Hamburg,
                "--release", release));
        }

        _operator = new Shop(Cloud.Url, await Cloud.AdminAsync(cancellationToken, "operator-key", "demo"));
        PortalPassword = await Cloud.AdminAsync(
            cancellationToken, "user", "add", PortalUser, "--role", "administrator", "--display", "Demo");
    }
}
