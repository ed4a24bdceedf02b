using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Orders;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing;

/// <summary>An order read back from the journal, with what it means for the TSS.</summary>
/// <param name="Order">The order.</param>
/// <param name="Fiscal">What is signed.</param>
/// <param name="VatDay">The day whose VAT rates hold: the day the customer ordered.</param>
public sealed record BranchSale(NumberedOrder Order, FiscalOrder Fiscal, DateOnly VatDay)
{
    /// <summary>
    /// Reads an order; null with every reason why it cannot be processed. No personal data in the reason.
    /// </summary>
    public static (BranchSale? Sale, string? Reason) Read(OrderProgress progress)
    {
        var read = NumberedOrderJson.Read(OrderDocument.Join(progress.Order, progress.Personal));
        if (!read.IsRead)
        {
            return (null, Reasons(read.Faults));
        }

        var day = GermanCalendar.DateOf(read.Value.Order.PlacedAt);
        return FiscalOrder.For(read.Value.Order, day).Match<(BranchSale?, string?)>(
            fiscal => (new BranchSale(read.Value, fiscal, day), null),
            faults => (null, Reasons(faults)));
    }

    /// <summary>
    /// Our reference for drivers whose TSS takes one: derived from order, receipt kind and ordinal, so that an order's
    /// slip, receipt and void never collide and a repeat meets its first try.
    /// </summary>
    public static string ReferenceOf(string orderId, string receiptKind, int ordinal)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{orderId}/{receiptKind}/{ordinal}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }

    private static string Reasons(IReadOnlyList<Rejection> faults) => string.Join(
        "; ", faults.Take(20).Select(fault => $"{fault.Pointer}: {fault.Code}"));
}
