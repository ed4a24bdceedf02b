using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>What payments must keep to, those of a prepaid order and those of a payment call alike.</summary>
public static class PaymentRules
{
    /// <summary>Every rule a payment call breaks (422).</summary>
    public static IReadOnlyList<Rejection> Check(ShopOrder order, PaymentCall call)
    {
        var faults = new Faults();
        if (call.Outcome == PaymentOutcome.Paid)
        {
            PaymentsMustEqualTotal(call.Payments, order.Total, faults);
            PaymentsMustNotBeNegative(call.Payments, faults);
        }
        else
        {
            OnlyPaidCallsHavePayments(call, faults);
        }

        return faults.All;
    }

    /// <summary>The order once it is paid: prepaid like any other from here on.</summary>
    public static ShopOrder Paid(ShopOrder order, IReadOnlyList<Payment> payments) =>
        order with { Payment = PaymentMode.Prepaid, Payments = payments };

    internal static void PaymentsMustEqualTotal(IReadOnlyList<Payment> payments, Money total, Faults faults)
    {
        var sum = OrderSums.Of(payments);
        if (sum != total)
        {
            faults.Add(PaymentsDifferFromTotal(sum, total));
        }
    }

    internal static void PaymentsMustNotBeNegative(IReadOnlyList<Payment> payments, Faults faults)
    {
        for (var i = 0; i < payments.Count; i++)
        {
            if (payments[i].Amount < Money.Zero)
            {
                faults.Add(PaymentNegative(Place.Root.Member("payments").Item(i)));
            }
        }
    }

    private static void OnlyPaidCallsHavePayments(PaymentCall call, Faults faults)
    {
        if (call.Payments.Count > 0)
        {
            faults.Add(PaymentsNotExpected());
        }
    }

    private static Rejection PaymentsDifferFromTotal(Money payments, Money total) =>
        new("/payments", "payments-differ-from-total", $"The payments add up to {payments}, the total is {total}.");

    private static Rejection PaymentNegative(Place payment) =>
        new(payment.Member("amount").ToString(), "payment-negative", "Must not be negative.");

    private static Rejection PaymentsNotExpected() =>
        new("/payments", "payments-not-expected", "Must be left out unless the outcome is paid.");
}
