using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Receipts;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>Stage 12: makes the receipt out of what the journal knows; the same facts give the same bytes.</summary>
public static class ReceiptIssuer
{
    /// <summary>The receipt of an order that is signed, or sold unsigned.</summary>
    /// <param name="progress">The order; its intent and its signature or reason are known.</param>
    /// <param name="sale">What was sold.</param>
    /// <param name="seller">The seller data stamped on it.</param>
    /// <param name="voided">The order a counter order takes back; null for a sale, or if it was sold elsewhere.</param>
    public static IssuedReceipt Issue(
        OrderProgress progress, BranchSale sale, SellerData seller, OrderProgress? voided)
    {
        var (intent, fiscal) = (progress.Intent!, progress.Fiscal!);
        var receipt = new Receipt(
            seller,
            new ReceiptPlace(intent.ReceiptNumber, intent.ReceiptId, intent.CashRegisterId, intent.ClosingPeriod),
            PrintedOrder(sale.Order),
            sale.Fiscal,
            SigningOf(fiscal),
            VoidedBy(sale.Order, voided));
        return new IssuedReceipt(
            intent.ReceiptNumber, intent.ReceiptId, intent.ReceiptKind, ReceiptText.Render(receipt), receipt.Qr,
            fiscal.Test, fiscal.FinishedAt);
    }

    private static ReceiptOrder PrintedOrder(NumberedOrder order) => new(
        order.Number, order.Channel, order.Order.ExternalNumber, order.Order.Fulfilment.Type,
        order.Order.Fulfilment.Table, order.Order.DueAt);

    private static ReceiptSigning SigningOf(FiscalSummary fiscal) => SignedSummary.Read(fiscal) is { } signature
        ? ReceiptSigning.Signed(signature)
        : ReceiptSigning.Unsigned(
            fiscal.EasSerialNumber, fiscal.StartedAt, fiscal.FinishedAt, fiscal.Reason ?? "", fiscal.Test);

    private static VoidedReceipt? VoidedBy(NumberedOrder order, OrderProgress? voided) =>
        order.VoidsNumber is { } number
            ? new VoidedReceipt(number, voided?.Intent?.ReceiptNumber, order.Reason)
            : null;
}
