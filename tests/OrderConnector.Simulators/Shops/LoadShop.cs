using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Simulators.Shops;

/// <summary>
/// A busy shop: posts orders of every kind, pays, calls back, voids, repeats itself, and tries each call again until
/// there is an answer, however often the cloud dies meanwhile. It keeps what it was promised, and every promise broken.
/// </summary>
/// <param name="name">Goes into its external ids; unique per channel.</param>
/// <param name="client">How it speaks to the cloud.</param>
/// <param name="branchId">The branch it sells for.</param>
/// <param name="seed">The same seed draws the same orders.</param>
/// <param name="pause">The longest pause between two orders.</param>
public sealed partial class LoadShop(string name, ShopClient client, string branchId, int seed, TimeSpan pause)
{
    private readonly Random _random = new(seed);
    private readonly List<PlacedOrder> _orders = [];
    private int _drawn;

    /// <summary>Orders the cloud answered with 2xx.</summary>
    public IReadOnlyList<PlacedOrder> Orders => _orders;

    /// <summary>Answers no shop may get.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Goes on until told to stop; the call in hand is still brought to its answer.</summary>
    /// <param name="stop">No new order after this.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            await SellAsync(cancellationToken);
            await Task.Delay(_random.Next((int)pause.TotalMilliseconds + 1), cancellationToken);
        }
    }

    private async Task SellAsync(CancellationToken cancellationToken)
    {
        var way = _random.Next(100);
        if (way < 5 && _orders.Count > 0)
        {
            await VoidAsync(cancellationToken);
            return;
        }

        var payment = way switch { < 65 => "prepaid", < 80 => "onSite", _ => "pending" };
        var kind = DayOrders.Lines.Keys.ElementAt(_random.Next(DayOrders.Lines.Count));
        var externalId = string.Create(CultureInfo.InvariantCulture, $"{name}-{++_drawn}");
        var fulfilment = _random.Next(2) == 0 ? "pickup" : "dineIn";
        var document = DayOrders.Document(
            externalId, branchId, TimeProvider.System.GetUtcNow(), payment, fulfilment, DayOrders.Lines[kind]);
        if (await PostAsync($"{payment} {kind}", externalId, document, cancellationToken) is not { } order)
        {
            return;
        }

        if (_random.Next(10) == 0)
        {
            await RepeatAsync(order, document, cancellationToken);
        }

        _orders.Add(
            payment == "pending" ? await PayAsync(order, document, cancellationToken)
            : _random.Next(12) == 0 ? await CancelAsync(order, cancellationToken)
            : order);
    }

    private async Task<PlacedOrder?> PostAsync(
        string kind, string externalId, byte[] document, CancellationToken cancellationToken)
    {
        var answer = await InsistAsync("/api/v1/orders", document, cancellationToken);
        if (answer.Status is 200 or 201)
        {
            return new PlacedOrder(externalId, answer.Id, answer.Number, kind);
        }

        Faults.Enqueue($"{kind} {externalId}: {answer.Status} {answer.Body}");
        return null;
    }

    private async Task RepeatAsync(PlacedOrder order, byte[] document, CancellationToken cancellationToken)
    {
        var answer = await InsistAsync("/api/v1/orders", document, cancellationToken);
        if (answer.Status != 200 || answer.Id != order.Id || answer.Number != order.Number)
        {
            Faults.Enqueue($"{order.ExternalId} repeated: {answer.Status} {answer.Body}, not {order.Id} {order.Number}");
        }
    }

    private async Task<PlacedOrder> PayAsync(PlacedOrder order, byte[] document, CancellationToken cancellationToken)
    {
        var outcome = _random.Next(10) switch { < 6 => "paid", < 8 => "failed", 8 => "aborted", _ => null };
        if (outcome is null)
        {
            return order with { Ends = ["awaitingPayment"] };
        }

        var total = JsonNode.Parse(document)!["total"]!.GetValue<decimal>();
        var call = new JsonObject { ["outcome"] = outcome };
        if (outcome == "paid" && total != 0)
        {
            call["payments"] = new JsonArray(new JsonObject { ["type"] = "creditCard", ["name"] = "Card", ["amount"] = total });
        }

        var answer = await InsistAsync($"/api/v1/orders/{order.Id}/payment", Bytes(call), cancellationToken);
        if (answer.Status != 200)
        {
            Faults.Enqueue($"{order.ExternalId} {outcome}: {answer.Status} {answer.Body}");
        }

        return outcome == "paid" ? order : order with { Ends = ["aborted"] };
    }

    private async Task<PlacedOrder> CancelAsync(PlacedOrder order, CancellationToken cancellationToken)
    {
        var call = new JsonObject { ["reason"] = "changed their mind" };
        var answer = await InsistAsync($"/api/v1/orders/{order.Id}/cancel", Bytes(call), cancellationToken);
        if (answer.Status == 200)
        {
            return order with { Ends = ["cancelled"] };
        }

        if (answer.Status != 409)
        {
            Faults.Enqueue($"{order.ExternalId} cancelled: {answer.Status} {answer.Body}");
        }

        return order;
    }
}
