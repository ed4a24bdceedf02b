using System.Globalization;
using OrderConnector.Functions.Storing;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Bench.Stocking;

/// <summary>The journal entries of one signed order, to be told of others.</summary>
internal sealed class StockTemplate
{
    private readonly IReadOnlyList<JournalFact> _facts;
    private readonly string _orderId;
    private readonly string _number;
    private readonly string _token;
    private readonly string _lease;
    private readonly string _externalId;

    /// <param name="journal">Where the order was signed.</param>
    /// <param name="order">The order.</param>
    internal StockTemplate(IJournal journal, StoredOrder order)
    {
        _facts = [.. journal.ReadOrder(order.Id.Value).Select(entry => entry.Fact)];
        _orderId = order.Id.Value;
        _number = Text(order.Number);
        _token = order.ReceiptToken;
        _externalId = order.ExternalId;
        _lease = JournalData.Read<OrderCollectedData>(
            _facts.First(fact => fact.Kind == JournalKind.OrderCollected)).Lease;
    }

    /// <summary>The same story of another order.</summary>
    internal IEnumerable<JournalFact> Facts(StoredOrder order, string lease) => _facts.Select(fact => fact with
    {
        OrderId = order.Id.Value,
        Data = fact.Data
            .Replace(_orderId, order.Id.Value, StringComparison.Ordinal)
            .Replace(_number, Text(order.Number), StringComparison.Ordinal)
            .Replace(_token, order.ReceiptToken, StringComparison.Ordinal)
            .Replace(_externalId, order.ExternalId, StringComparison.Ordinal)
            .Replace(_lease, lease, StringComparison.Ordinal),
    });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
