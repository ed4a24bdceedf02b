namespace OrderConnector.Core.Orders;

/// <summary>What earlier voids have left of an order's payments, and how money goes back on them.</summary>
internal static class PaymentsLeft
{
    /// <summary>
    /// The payments, negative, that pay an amount back: first on the payment of which most is left, at a tie on the
    /// one that came first, so that as few refunds as possible are made. Payments of the same type, name and reference
    /// are one.
    /// </summary>
    public static IReadOnlyList<Payment> PayBack(
        IReadOnlyList<Payment> paid, IEnumerable<Payment> paidBack, Money amount)
    {
        var payments = new List<Payment>();
        // OrderByDescending is stable: a tie keeps the order of the payments.
        foreach (var left in Of(paid, paidBack).OrderByDescending(left => left.Amount))
        {
            var back = left.Amount < amount ? left.Amount : amount;
            if (back > Money.Zero)
            {
                payments.Add(left with { Amount = -back });
                amount -= back;
            }
        }

        return payments;
    }

    private static IEnumerable<Payment> Of(IReadOnlyList<Payment> paid, IEnumerable<Payment> paidBack) => paid
        .Concat(paidBack)
        .GroupBy(payment => (payment.Type, payment.Name, payment.Reference))
        .Select(same => same.First() with { Amount = new Money(same.Sum(payment => payment.Amount.Cents)) });
}
