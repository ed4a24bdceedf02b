using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Simulators.Stocking;

/// <summary>
/// Gives a branch a past: finished orders over months, added, collected, confirmed and reported through the store
/// itself. Of a hundred orders 2 are cancelled, 1 is marked as transmitted by hand, 2 stay unsigned; of five thousand
/// 1 is set aside; the others are signed and handed over, with the fiscal data and the receipt of one order that was
/// really signed.
/// </summary>
/// <param name="store">The cloud's store; no process serves from it meanwhile.</param>
/// <param name="branchId">A branch with an agent of this past's own, and no other.</param>
/// <param name="template">An order that was signed.</param>
public sealed class StoredPast(IOrderStore store, string branchId, StoredOrder template)
{
    /// <summary>As many as a collect may give.</summary>
    private const int Batch = 200;

    private readonly string _agentId = "past-" + branchId;
    private readonly string _session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly string _journal = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly JsonElement _signed = Parse(template.Fiscal!);
    private readonly JsonElement _issued = Parse(template.Receipt!);
    private readonly JsonElement _unsigned = Parse("""{"reason":"TSS outage: no answer"}""");
    private readonly JsonElement _setAside = Parse("""{"reason":"a quantity the till cannot take"}""");
    private readonly JsonElement _empty = Parse("{}");
    private long _sequence;

    /// <summary>Adds the orders, evenly over the time given.</summary>
    /// <param name="orders">How many; a multiple of 200.</param>
    /// <param name="from">The first is of this moment.</param>
    /// <param name="until">The last is of this moment, nearly.</param>
    public async Task AddAsync(int orders, DateTimeOffset from, DateTimeOffset until)
    {
        await EnrolAsync(from);
        for (var first = 0; first < orders; first += Batch)
        {
            await AddBatchAsync(first, from + ((until - from) * ((double)first / orders)));
        }
    }

    private async Task EnrolAsync(DateTimeOffset now)
    {
        await store.AddKeyAsync(Key("rk_" + _agentId, KeyPurpose.Registration, branchId, now), default);
        var outcome = await store.EnrolAsync(
            new EnrolAgent(
                "rk_" + _agentId, _agentId, branchId, "EAS-" + _agentId, "OrderConnector", "0.1.0",
                Key("ag_" + _agentId, KeyPurpose.Agent, _agentId, now), now),
            default);
        if (outcome is not EnrolOutcome.Enrolled)
        {
            throw new InvalidOperationException($"The agent of the past could not enrol: {outcome}.");
        }
    }

    private StoredKey Key(string id, KeyPurpose purpose, string subject, DateTimeOffset now) => new(
        id, RandomNumberGenerator.GetBytes(32), purpose, subject, [branchId], UsesLeft: 1, now, null, null);

    private async Task AddBatchAsync(int first, DateTimeOffset now)
    {
        await Task.WhenAll(Enumerable.Range(first, Batch).Select(i => store.AddAsync(NewOrder(i, now), default)));
        await Task.WhenAll(Enumerable.Range(first, Batch).Where(i => EndedBefore(i) is not null).Select(i =>
            store.MoveAsync(Move(i, EndedBefore(i)!.Value, now.AddSeconds(1)), default)));
        var head = new JournalHead(_journal, _sequence, Hash(_sequence));
        var collected = await store.CollectAsync(
            new CollectOrders(
                _agentId, branchId, new CollectRequest(_session, head, 0, Batch, 0), Leases(),
                TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), now.AddSeconds(2)),
            default);
        var leased = ((CollectOutcome.Active)collected).Orders;
        await store.ConfirmAsync(
            new ConfirmOrders(_agentId, branchId, [.. leased.Select(order => order.Lease)], now.AddSeconds(2)),
            default);
        var reports = leased.SelectMany(order => Tell(order.Order, now.AddSeconds(3))).ToList();
        var outcome = await store.ReportAsync(
            new ReceiveReports(_agentId, branchId, _journal, reports, now.AddSeconds(4)), default);
        if (outcome.NotOwned.Count > 0)
        {
            throw new InvalidOperationException("The store refused what the past reported.");
        }
    }

    private static OrderState? EndedBefore(int index) => (index % 100) switch
    {
        10 or 60 => OrderState.Cancelled,
        35 => OrderState.TransmittedManually,
        _ => null,
    };

    private IEnumerable<Report> Tell(StoredOrder order, DateTimeOffset at)
    {
        if (order.Number % 5_000 == 77)
        {
            yield return Report("setAside", order, at, _setAside);
            yield break;
        }

        var unsigned = order.Number % 50 == 25;
        yield return Report(unsigned ? "unsigned" : "signed", order, at, unsigned ? _unsigned : _signed);
        yield return Report("issued", order, at, _issued);
        yield return Report("handedOver", order, at, _empty);
    }

    private Report Report(string kind, StoredOrder order, DateTimeOffset at, JsonElement data) =>
        new(++_sequence, Hash(_sequence), kind, order.Id.Value, at, data);

    private static string Hash(long sequence) =>
        sequence == 0 ? "" : sequence.ToString("x64", CultureInfo.InvariantCulture);

    private static List<string> Leases() =>
        [.. Enumerable.Range(0, Batch).Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)))];

    private MoveOrder Move(int index, OrderState to, DateTimeOffset at) => new(
        IdOf(index), [OrderState.Queued], to, "operator:past",
        to == OrderState.Cancelled ? "customer called" : "line was down", at);

    /// <summary>Id of a branch's n-th order.</summary>
    public static OrderId IdOf(StoredOrder template, string branchId, int index) =>
        OrderId.Derive(template.Channel, ExternalIdOf(branchId, index));

    private OrderId IdOf(int index) => IdOf(template, branchId, index);

    private string ExternalId(int index) => ExternalIdOf(branchId, index);

    private static string ExternalIdOf(string branchId, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{branchId}-{index:D8}");

    private NewOrder NewOrder(int index, DateTimeOffset now)
    {
        var id = IdOf(index);
        var payload = Encoding.UTF8.GetString(template.Payload)
            .Replace(template.ExternalId, ExternalId(index), StringComparison.Ordinal);
        return new NewOrder(
            id, template.Channel, branchId, ExternalId(index), "1:" + id.Value + id.Value,
            Encoding.UTF8.GetBytes(payload), template.TotalCents, OrderState.Queued, HeldReason: null,
            ExpiresAt: null, DueAt: null, "auto",
            ReceiptToken.Make(id, RandomNumberGenerator.GetBytes(ReceiptToken.RandomBytes)), now,
            "channel:" + template.Channel, Idempotency: null, Voids: null);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
