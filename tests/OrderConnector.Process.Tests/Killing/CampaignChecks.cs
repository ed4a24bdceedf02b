using System.Collections.Concurrent;
using System.Text.Json;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Shops;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.Killing;

/// <summary>The three promises, looked for from outside: what shops, operator, till and journal say must agree.</summary>
internal static class CampaignChecks
{
    private const int AtOnce = 8;

    /// <summary>Every broken promise in plain words; empty where all were kept.</summary>
    /// <param name="campaign">The processes still run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<IReadOnlyList<string>> ByHttpAsync(
        KillCampaign campaign, CancellationToken cancellationToken)
    {
        var orders = campaign.Orders.ToList();
        List<string> faults = [.. campaign.Shops.SelectMany(shop => shop.Faults)];
        faults.AddRange(orders.GroupBy(order => order.Number).Where(same => same.Count() > 1)
            .Select(same => $"number {same.Key} was given to {string.Join(" and ", same.Select(o => o.ExternalId))}"));
        faults.AddRange(orders.GroupBy(order => order.Id).Where(same => same.Count() > 1)
            .Select(same => $"id {same.Key} was given to {string.Join(" and ", same.Select(o => o.ExternalId))}"));
        var states = await ReadOrdersAsync(campaign, orders, faults, cancellationToken);
        faults.AddRange(orders.Where(order => states.TryGetValue(order.Id, out var state) && !order.Ends.Contains(state))
            .Select(order => $"{order.Number} {order.Kind} {order.ExternalId} is {states[order.Id]}, "
                + $"not {string.Join(" or ", order.Ends)}"));
        faults.AddRange(await RegisterAsync(campaign, orders, states, cancellationToken));
        faults.AddRange(Till(campaign, states));
        return faults;
    }

    // Every order that was promised is found, under its id, with its number.
    private static async Task<Dictionary<string, string>> ReadOrdersAsync(
        KillCampaign campaign, List<PlacedOrder> orders, List<string> faults, CancellationToken cancellationToken)
    {
        using var shop = campaign.Served.Shop();
        var states = new ConcurrentDictionary<string, string>();
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (order, token) =>
            {
                var answer = await shop.GetAsync("/api/v1/orders/" + order.Id, token);
                if (answer.Status != 200 || answer.Number != order.Number
                    || answer.Body.GetProperty("externalId").GetString() != order.ExternalId)
                {
                    wrong.Enqueue($"{order.Number} {order.ExternalId} was promised and is now {answer.Status} {answer.Body}");
                    return;
                }

                states[order.Id] = answer.State;
            });
        faults.AddRange(wrong);
        return new(states);
    }

    // Every number drawn is explained by the order that has it, and no order is there that no shop knows of.
    private static async Task<IEnumerable<string>> RegisterAsync(
        KillCampaign campaign, List<PlacedOrder> orders, Dictionary<string, string> states,
        CancellationToken cancellationToken)
    {
        using var register = new NumberRegisterReader(campaign.Served);
        var fates = await register.ReadAsync(cancellationToken);
        var byNumber = orders.DistinctBy(order => order.Number).ToDictionary(order => order.Number);
        var last = fates.Count == 0 ? 0 : fates.Keys.Max();
        return
        [
            .. fates.Values.Where(fate => !byNumber.ContainsKey(fate.Number))
                .Select(fate => $"number {fate.Number} is {fate.State}, and no shop has it"),
            .. orders.Where(order => !fates.TryGetValue(order.Number, out var fate) || fate.OrderId != order.Id
                    || fate.State != states.GetValueOrDefault(order.Id))
                .Select(order => $"the register has another story of {order.Number} {order.ExternalId}: "
                    + $"{fates.GetValueOrDefault(order.Number)}"),
            .. Enumerable.Range(0, (int)(last - ServedBranch.FirstNumber + 1))
                .Select(i => ServedBranch.FirstNumber + i).Where(number => !fates.ContainsKey(number))
                .Select(number => $"number {number} is not explained"),
        ];
    }

    // At least once, and every time the same; nothing else.
    private static IEnumerable<string> Till(KillCampaign campaign, Dictionary<string, string> states)
    {
        var sold = states.Where(state => PlacedOrder.Sold.Contains(state.Value)).Select(state => state.Key).ToHashSet();
        return
        [
            .. sold.Where(id => !campaign.Till.Handed.ContainsKey(id)).Select(id => $"{id} was never at the till"),
            .. campaign.Till.Handed.Keys.Where(id => !sold.Contains(id))
                .Select(id => $"{id} is at the till and is {states.GetValueOrDefault(id, "unknown")}"),
            .. campaign.Till.Handed.Where(handed => handed.Value.Distinct().Count() > 1)
                .Select(handed => $"{handed.Key} was handed over with different bytes"),
            .. campaign.Till.Handed.Keys.Where(id => JsonDocument.Parse(campaign.Till.Document(id)).RootElement
                    .GetProperty("orderId").GetString() != id)
                .Select(id => $"{id} was handed over with another order's document"),
        ];
    }

    /// <summary>No customer in a log, and no fault on our side.</summary>
    internal static IEnumerable<string> Logs(params string[] files)
    {
        string[] secrets = [DayOrders.Secret.Name, DayOrders.Secret.Phone, DayOrders.Secret.Email];
        return
            from file in files
            from line in File.ReadLines(file)
            where secrets.Any(line.Contains)
                || line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal)
                || line.Contains("\"LogLevel\":\"Critical\"", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line}";
    }
}
