using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>The bounds of an order's numbers, as the readers want them.</summary>
internal static class OrderBounds
{
    public static NumberBounds Money { get; } = new(2, -OrderLimits.Amount.Cents, OrderLimits.Amount.Cents);

    public static NumberBounds Quantity { get; } =
        new(3, -OrderLimits.Pieces.Thousandths, OrderLimits.Pieces.Thousandths);

    public static NumberBounds VoidQuantity { get; } = new(3, 1, OrderLimits.Pieces.Thousandths);

    public static NumberBounds Percent { get; } = new(2, 0, 100_00);

    public static NumberBounds LineIndex { get; } = new(0, 0, OrderLimits.Lines - 1);
}
