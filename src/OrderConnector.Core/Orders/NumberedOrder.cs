namespace OrderConnector.Core.Orders;

/// <summary>An order with its number: what the agent gets.</summary>
/// <param name="Id">Derived from channel and external id.</param>
/// <param name="Number">Drawn when it was stored, in its branch's range.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="Release">"auto", or "held": waits until staff release or reject it.</param>
/// <param name="ReceiptToken">Token of the receipt page, unguessable.</param>
/// <param name="MasterData">Version of the branch's seller data to stamp on the receipt.</param>
/// <param name="Order">What was ordered.</param>
/// <param name="Voids">For a counter order: the order it voids.</param>
/// <param name="VoidsNumber">For a counter order: that order's number.</param>
/// <param name="Reason">For a counter order: why.</param>
public sealed record NumberedOrder(
    OrderId Id,
    long Number,
    string Channel,
    string Release,
    string ReceiptToken,
    int MasterData,
    ShopOrder Order,
    OrderId? Voids = null,
    long? VoidsNumber = null,
    string? Reason = null)
{
    /// <summary>Goes on without anybody's doing.</summary>
    public const string ReleasedAutomatically = "auto";

    /// <summary>Waits for staff.</summary>
    public const string ReleasedByStaff = "held";

    /// <summary>Whether it takes back what another order sold.</summary>
    public bool IsCounterOrder => Voids is not null;
}
