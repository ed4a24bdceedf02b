using System.Globalization;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Shops;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.Process.Tests.Killing;

/// <summary>Shops, a cloud, an agent and a till; and somebody who kills cloud and agent at drawn instants.</summary>
internal sealed class KillCampaign : IAsyncDisposable
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan s_drainTime = TimeSpan.FromSeconds(90);
    private readonly Random _random;

    private KillCampaign(int seed, ServedBranch served, AgentProcess agent, RecordingTill till)
    {
        _random = new Random(seed);
        (Served, Agent, Till) = (served, agent, till);
        Shops = [.. Enumerable.Range(0, 6).Select(i => new LoadShop(
            string.Create(CultureInfo.InvariantCulture, $"S{i}"), served.Shop(), ServedBranch.Branch, seed + i, s_longestPause))];
    }

    internal ServedBranch Served { get; }

    internal AgentProcess Agent { get; }

    internal RecordingTill Till { get; }

    internal IReadOnlyList<LoadShop> Shops { get; }

    internal IEnumerable<PlacedOrder> Orders => Shops.SelectMany(shop => shop.Orders);

    /// <summary>What was killed, for the log of a failing run.</summary>
    internal List<string> Story { get; } = [];

    /// <param name="seed">Draws who is killed when.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <param name="cloud">Further arguments of the cloud's `serve`.</param>
    internal static async Task<KillCampaign> StartAsync(
        int seed, CancellationToken cancellationToken, params string[] cloud)
    {
        var served = await ServedBranch.StartAsync(cancellationToken, null, cloud);
        var till = await RecordingTill.StartAsync();
        var agent = await served.EnrolAgentAsync(
            "agent", cancellationToken, "--set", "Pos:Kind=http", "--set", $"Pos:Url={till.Url}");
        agent.Start();
        return new KillCampaign(seed, served, agent, till);
    }

    /// <summary>So many rounds of killing under load, then time to finish what is under way.</summary>
    internal async Task RunAsync(int rounds, CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource();
        var selling = Shops.Select(shop => shop.RunAsync(stop.Token, cancellationToken)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(_random.Next(20, 900), cancellationToken);
            await KillOneOrBothAsync(cancellationToken);
        }

        await Task.Delay(500, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(selling);
        await DrainAsync(cancellationToken);
    }

    private async Task KillOneOrBothAsync(CancellationToken cancellationToken)
    {
        var victims = _random.Next(5) switch { 0 or 1 => "cloud", 2 or 3 => "agent", _ => "both" };
        Story.Add(victims);
        if (victims != "cloud")
        {
            await Agent.KillAsync(cancellationToken);
        }

        if (victims != "agent")
        {
            await Served.Cloud.KillAsync(cancellationToken);
            await Served.Cloud.StartAsync(cancellationToken);
        }

        if (victims != "cloud")
        {
            Agent.Start();
        }
    }

    /// <summary>Waits until every order has come to its end and the till has what is its.</summary>
    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var register = new NumberRegisterReader(Served);
        while (true)
        {
            var fates = await register.ReadAsync(cancellationToken);
            var left = fates.Values.Count(fate => fate.State is "queued" or "collected");
            var sold = fates.Values.Count(fate => PlacedOrder.Sold.Contains(fate.State));
            if (left == 0 && Till.Handed.Count >= sold)
            {
                return;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > s_drainTime)
            {
                // Whatever is missing is named by the checks.
                Story.Add($"not drained: {left} on the way, {sold} sold, {Till.Handed.Count} at the till");
                return;
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await Served.DisposeAsync();
        await Till.DisposeAsync();
    }
}
