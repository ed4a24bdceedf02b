using System.Text.RegularExpressions;
using OrderConnector.Simulators.Portals;

namespace OrderConnector.Process.Tests.Flagging;

/// <summary>
/// A manager with a phone: opens the list of pending orders, ticks some, types a slip, and now and then takes a flag of
/// their own back. Believes nothing but the portal's answers, and keeps them.
/// </summary>
/// <param name="portal">Where they are logged in.</param>
/// <param name="seed">The same seed ticks the same places of the list.</param>
internal sealed partial class PhoneManager(PortalVisitor portal, int seed)
{
    private readonly Random _random = new(seed);
    private int _slips;

    /// <summary>Orders they flagged and have not taken back.</summary>
    internal HashSet<string> Flagged { get; } = [];

    /// <summary>Orders of which they were told that the agent was faster.</summary>
    internal HashSet<string> TooLate { get; } = [];

    /// <summary>How many flags they took back.</summary>
    internal int TakenBack { get; private set; }

    /// <summary>Goes on until told to stop; the form in hand is still sent.</summary>
    internal async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            if (Flagged.Count > 0 && _random.Next(5) == 0)
            {
                await TakeBackAsync(Flagged.ElementAt(_random.Next(Flagged.Count)), cancellationToken);
            }
            else
            {
                await FlagAsync(cancellationToken);
            }

            await Task.Delay(_random.Next(60), cancellationToken);
        }
    }

    private async Task FlagAsync(CancellationToken cancellationToken)
    {
        var list = await portal.GetAsync("/portal/orders", cancellationToken);
        Assert.Equal(200, list.Status);
        var ticked = Ticks().Matches(list.Body).Select(match => match.Groups["id"].Value)
            .OrderBy(_ => _random.Next()).Take(_random.Next(1, 4)).ToList();
        if (ticked.Count == 0)
        {
            return;
        }

        var answer = await portal.PostAsync(
            "/portal/orders/flag?" + string.Join('&', ticked.Select(id => "order=" + id)), "/portal/orders/flag",
            cancellationToken, ("kind", "paperSlip"), ("slip", $"{seed}-{++_slips}"), ("reason", "line down"));
        Assert.Equal(200, answer.Status);
        var outcomes = Outcomes().Matches(answer.Body)
            .ToDictionary(match => match.Groups["id"].Value, match => match.Groups["outcome"].Value);
        Assert.Equal(ticked.Order(), outcomes.Keys.Order());
        Flagged.UnionWith(outcomes.Where(one => one.Value == "Flagged").Select(one => one.Key));
        TooLate.UnionWith(outcomes.Where(one => one.Value == "Collected").Select(one => one.Key));
        // Cancelled by the shop, or flagged by the other manager.
        Assert.All(outcomes.Values, outcome => Assert.Contains(outcome, s_outcomes));
    }

    private async Task TakeBackAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await portal.PostAsync(
            $"/portal/orders/{id}/flags", $"/portal/orders/{id}/unflag", cancellationToken,
            ("reason", "not entered"));
        Assert.Equal(303, answer.Status);
        Flagged.Remove(id);
        TakenBack++;
    }

    private static readonly string[] s_outcomes = ["Flagged", "Collected", "Elsewhere"];

    [GeneratedRegex("name=\"order\" value=\"(?<id>[0-9a-f]{32})\"")]
    private static partial Regex Ticks();

    [GeneratedRegex(
        "data-outcome=\"(?<outcome>[A-Za-z]+)\".*?/portal/orders/(?<id>[0-9a-f]{32})", RegexOptions.Singleline)]
    private static partial Regex Outcomes();
}
