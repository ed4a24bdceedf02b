namespace OrderConnector.Core.Orders;

/// <summary>What earlier voids have left of one line of an order.</summary>
/// <param name="Index">Its position among its siblings.</param>
/// <param name="Line">The line as sold.</param>
/// <param name="Quantity">How many are left; has the sign of the line's quantity.</param>
/// <param name="Amount">How much is left, without the sub-lines.</param>
/// <param name="Lines">What is left of the sub-lines.</param>
internal sealed record LineLeft(
    int Index, OrderLine Line, Quantity Quantity, Money Amount, IReadOnlyList<LineLeft> Lines)
{
    /// <summary>Whether all of it has been taken back.</summary>
    public bool IsNothing => Quantity.Thousandths == 0 && Amount == Money.Zero && Lines.All(line => line.IsNothing);

    /// <summary>What is left of lines after the counter lines of earlier voids.</summary>
    public static IReadOnlyList<LineLeft> Of(IReadOnlyList<OrderLine> sold, IEnumerable<OrderLine> takenBack)
    {
        var byLine = takenBack.ToLookup(taken => taken.VoidsLine);
        return [.. sold.Select((line, index) => Of(line, index, [.. byLine[index]]))];
    }

    /// <summary>The counter line that takes back all that is left.</summary>
    public OrderLine TakeAll() =>
        Counter(Quantity, Amount, [.. Lines.Where(line => !line.IsNothing).Select(line => line.TakeAll())]);

    /// <summary>
    /// The counter line that takes back a share of what is left. Amounts, and the sub-lines' quantities, are the share
    /// of what is left, cut off towards zero at the cent and at the thousandth: they always fall on a cent, never
    /// exceed what is left, and the last void takes the rest.
    /// </summary>
    /// <param name="part">Numerator of the share, less than <paramref name="whole"/>.</param>
    /// <param name="whole">Denominator of the share.</param>
    public OrderLine TakeShare(long part, long whole)
    {
        var quantity = new Quantity(Share(Quantity.Thousandths, part, whole));
        // No amount goes back for no quantity: the rest waits for the last void.
        var amount = quantity.Thousandths == 0 ? Money.Zero : new Money(Share(Amount.Cents, part, whole));
        return Counter(quantity, amount, [.. Lines
            .Select(line => line.TakeShare(part, whole))
            .Where(line => line.Quantity.Thousandths != 0 || line.Lines.Count > 0)]);
    }

    private static LineLeft Of(OrderLine line, int index, IReadOnlyList<OrderLine> takenBack) => new(
        index,
        line,
        new Quantity(line.Quantity.Thousandths + takenBack.Sum(taken => taken.Quantity.Thousandths)),
        new Money(line.Amount.Cents + takenBack.Sum(taken => taken.Amount.Cents)),
        Of(line.Lines, takenBack.SelectMany(taken => taken.Lines)));

    private static long Share(long value, long part, long whole) => (long)((Int128)value * part / whole);

    private OrderLine Counter(Quantity quantity, Money amount, IReadOnlyList<OrderLine> lines) => Line with
    {
        Quantity = new Quantity(-quantity.Thousandths),
        Amount = -amount,
        Lines = lines,
        VoidsLine = Index,
    };
}
