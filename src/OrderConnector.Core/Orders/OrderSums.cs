namespace OrderConnector.Core.Orders;

/// <summary>What lines and payments add up to.</summary>
public static class OrderSums
{
    /// <summary>The sum of lines with all their sub-lines.</summary>
    public static Money Of(IReadOnlyList<OrderLine> lines)
    {
        var sum = Money.Zero;
        foreach (var line in lines)
        {
            sum += line.Amount + Of(line.Lines);
        }

        return sum;
    }

    /// <summary>The sum of payments.</summary>
    public static Money Of(IReadOnlyList<Payment> payments)
    {
        var sum = Money.Zero;
        foreach (var payment in payments)
        {
            sum += payment.Amount;
        }

        return sum;
    }
}
