using System.Text;
using System.Text.Json;
using OrderConnector.Core.Access;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Stories;

/// <summary>The page of one order.</summary>
/// <param name="Order">The order as it stands.</param>
/// <param name="Clock">Its branch's clock.</param>
/// <param name="Entries">What happened to it, oldest first.</param>
/// <param name="CounterOrders">Orders that void it.</param>
/// <param name="Content">The order as the shop meant it; null where the document cannot be read.</param>
/// <param name="PaidLater">Payments that came with the payment call.</param>
/// <param name="Receipt">The receipt; null before.</param>
/// <param name="IsErased">Whether personal data were erased.</param>
/// <param name="MayAct">Whether the reader may change anything about it.</param>
public sealed record OrderModel(
    OrderPortrait Order,
    BranchClock Clock,
    IReadOnlyList<StoryEntry> Entries,
    IReadOnlyList<CounterOrder> CounterOrders,
    ShopOrder? Content,
    IReadOnlyList<Payment> PaidLater,
    IssuedReceipt? Receipt,
    bool IsErased,
    bool MayAct)
{
    /// <summary>Puts the page together.</summary>
    public static OrderModel Of(
        OrderPortrait order, OrderStory story, IReadOnlyList<StoryEntry> entries, PortalUser reader) => new(
        order, BranchClock.Of(order.TimeZone), entries, story.CounterOrders, ShopOrderReader.Read(order.Payload).Order,
        PaymentsOf(order), ReceiptOf(order), story.Erasures.Count > 0, reader.MayAct(order.BranchId));

    private static IReadOnlyList<Payment> PaymentsOf(OrderPortrait order) => order.Payments is null
        ? []
        : OrderCallReader.ReadPayment(
            Encoding.UTF8.GetBytes($"{{\"outcome\":\"paid\",\"payments\":{order.Payments}}}")).Value?.Payments ?? [];

    private static IssuedReceipt? ReceiptOf(OrderPortrait order) => order.Receipt is null
        ? null
        : JsonSerializer.Deserialize<IssuedReceipt>(order.Receipt, WireJson.Options);
}
