using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>Reads payments: of an order, of a payment call.</summary>
internal static class PaymentsReader
{
    private static readonly MemberNames s_payment = new("type", "name", "amount", "reference");

    /// <summary>The payments in an array that may be left out.</summary>
    public static IReadOnlyList<Payment> Read(ObjectReader parent, string name)
    {
        if (!parent.TryOptionalArray(name, out var array))
        {
            return [];
        }

        var place = parent.Place.Member(name);
        if (array.GetArrayLength() > OrderLimits.Payments)
        {
            parent.Faults.Add(new Rejection(
                place.ToString(), "payments-too-many", $"Must be at most {OrderLimits.Payments}."));
            return [];
        }

        var payments = new List<Payment>(array.GetArrayLength());
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (ObjectReader.TryOpen(element, s_payment, place.Item(index++), parent.Faults, out var payment))
            {
                payments.Add(new Payment(
                    payment.Name("type", OrderNames.PaymentTypes),
                    payment.OptionalText("name", OrderLimits.PaymentName),
                    new Money(payment.Number("amount", OrderBounds.Money) ?? 0),
                    payment.OptionalText("reference", OrderLimits.PaymentReference)));
            }
        }

        return payments;
    }
}
