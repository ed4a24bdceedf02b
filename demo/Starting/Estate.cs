using OrderConnector.Demo.Ordering;
using OrderConnector.Demo.Showing;

namespace OrderConnector.Demo.Starting;

/// <summary>Everything that runs: the cloud app, two branches with an agent each, three channels, the operator.</summary>
internal sealed class Estate : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, Shop> _shops = [];
    private readonly Dictionary<string, BranchSite> _branches = [];

    private Estate(string folder, Board board)
    {
        Folder = folder;
        var logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        Cloud = new CloudSite(Path.Combine(folder, "cloud"), logs);
        foreach (var id in (string[])[OrderBook.Berlin, OrderBook.Hamburg])
        {
            _branches[id] = new BranchSite(id, Path.Combine(folder, id), logs, board);
        }

        _http = new HttpClient { BaseAddress = Cloud.Url, Timeout = TimeSpan.FromSeconds(30) };
    }

    internal string Folder { get; }

    internal CloudSite Cloud { get; }

    internal Shop Operator { get; private set; } = null!;

    internal IReadOnlyCollection<BranchSite> Branches => _branches.Values;

    /// <summary>Starts all of it; whatever was started is ended again where that fails.</summary>
    internal static async Task<Estate> StartAsync(string folder, Board board, CancellationToken cancellationToken)
    {
        var estate = new Estate(folder, board);
        try
        {
            await estate.Cloud.StartAsync(estate._http, cancellationToken);
            board.Place("cloud", "up");
            await estate.OpenBranchesAsync(cancellationToken);
            await estate.OpenChannelsAsync(cancellationToken);
            return estate;
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
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_branches.Values.Select(branch => branch.DisposeAsync().AsTask()));
        await Cloud.DisposeAsync();
        _http.Dispose();
    }

    private Task OpenBranchesAsync(CancellationToken cancellationToken) => Task.WhenAll(
        OpenAsync(
            OrderBook.Berlin, "Berlin Mitte", "Torstraße 1", "10119", "Berlin", "29/123/45678", cancellationToken),
        OpenAsync(
            OrderBook.Hamburg, "Hamburg Altona", "Große Bergstraße 2", "22767", "Hamburg", "22/345/67890",
            cancellationToken));

    private async Task OpenAsync(
        string id, string name, string street, string zip, string city, string taxNumber,
        CancellationToken cancellationToken)
    {
        await Cloud.AdminAsync(cancellationToken, "branch", "add", id, "--name", name);
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
            _shops[channel] = new Shop(_http, await Cloud.AdminAsync(
                cancellationToken,
                "channel", "add", channel, "--branch", OrderBook.Berlin, "--branch", OrderBook.Hamburg,
                "--release", release));
        }

        Operator = new Shop(_http, await Cloud.AdminAsync(cancellationToken, "operator-key", "demo"));
    }
}
