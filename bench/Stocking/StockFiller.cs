using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrderConnector.Bench.Loading;
using OrderConnector.Bench.Measuring;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Reporting;

namespace OrderConnector.Bench.Stocking;

/// <summary>
/// Fills the cloud's store and the agent's journal with finished orders, through the product's own store and journal:
/// each is added, collected, confirmed and reported, and has the entries a signed order has. Only the signature is
/// that of one order signed before.
/// </summary>
/// <param name="store">The cloud's store; no other process has it.</param>
/// <param name="memory">The agent's journal and its fold.</param>
/// <param name="journal">The same journal.</param>
/// <param name="agentId">The agent that owns it.</param>
/// <param name="template">The order signed before.</param>
internal sealed class StockFiller(
    IOrderStore store, BranchMemory memory, IJournal journal, string agentId, StockTemplate template)
{
    /// <summary>As many as a collect may give.</summary>
    internal const int Batch = 200;

    private readonly string _session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Adds one batch.</summary>
    /// <param name="first">Names the orders.</param>
    internal async Task FillAsync(int first)
    {
        var now = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(first, Batch).Select(i => store.AddAsync(NewOrder(i, now), default)));
        var collected = await store.CollectAsync(
            new CollectOrders(
                agentId, BenchWorld.Branch, new CollectRequest(_session, journal.Head, 0, Batch, 0), Leases(),
                TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), now),
            default);
        var leased = ((CollectOutcome.Active)collected).Orders;
        await store.ConfirmAsync(
            new ConfirmOrders(agentId, BenchWorld.Branch, [.. leased.Select(order => order.Lease)], now), default);
        var entries = await memory.AppendAsync(
            [.. leased.SelectMany(order => template.Facts(order.Order, order.Lease))], default);
        var reports = entries.Select(entry => ReportWriter.Write(entry, _ => null)).OfType<Report>().ToList();
        await store.ReportAsync(
            new ReceiveReports(agentId, BenchWorld.Branch, journal.Head.Id, reports, now), default);
    }

    private static List<string> Leases() =>
        [.. Enumerable.Range(0, Batch).Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)))];

    private static NewOrder NewOrder(int index, DateTimeOffset now)
    {
        var externalId = index.ToString("'F'D9", CultureInfo.InvariantCulture);
        var id = OrderId.Derive("bench", externalId);
        return new NewOrder(
            id, "bench", BenchWorld.Branch, externalId, "1:" + id.Value + id.Value,
            Encoding.UTF8.GetBytes(OrderRequests.Body(BenchWorld.Branch, externalId)), 22_55, OrderState.Queued,
            HeldReason: null, ExpiresAt: null, DueAt: null, "auto",
            ReceiptToken.Make(id, RandomNumberGenerator.GetBytes(ReceiptToken.RandomBytes)), now, "channel:bench",
            Idempotency: null, Voids: null);
    }
}
