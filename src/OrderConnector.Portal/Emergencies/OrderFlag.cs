using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Emergencies;

/// <summary>The word of a person that an order was transmitted by hand, and what became of it.</summary>
/// <param name="Row">Its place: later flags have greater ones.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="PlacedAt">When it was numbered.</param>
/// <param name="Kind">What the slip's number is.</param>
/// <param name="Slip">The slip's number; null where none was asked for (orders of an agent that was lost).</param>
/// <param name="Flagged">Who flagged it, when and why.</param>
/// <param name="Withdrawn">Who took it back; null while it stands.</param>
/// <param name="Matches">Matches with receipts of the till, oldest first, those undone included.</param>
public sealed record OrderFlag(
    long Row,
    OrderId OrderId,
    long Number,
    string BranchId,
    string Channel,
    string ExternalId,
    long TotalCents,
    DateTimeOffset PlacedAt,
    SlipKind Kind,
    string? Slip,
    Deed Flagged,
    Deed? Withdrawn,
    IReadOnlyList<TillMatch> Matches)
{
    /// <summary>
    /// The agent that had confirmed the order and was lost with it: it may have signed. Null where none had, and on a
    /// flag that was taken back.
    /// </summary>
    public string? LostAgent { get; init; }
}

/// <summary>A receipt of the till that stands for a flagged order.</summary>
/// <param name="Receipt">The receipt's number.</param>
/// <param name="Date">The day on it; null where nobody said.</param>
/// <param name="TotalCents">The total on it; null where nobody said.</param>
/// <param name="IsShared">A person said that the receipt stands for several orders.</param>
/// <param name="Source">Where the number came from.</param>
/// <param name="Matched">Who said so and when.</param>
/// <param name="Undone">Who took it back; null while it stands.</param>
public sealed record TillMatch(
    string Receipt, DateOnly? Date, long? TotalCents, bool IsShared, MatchSource Source, Deed Matched, Deed? Undone);

/// <summary>A page of a branch's work list.</summary>
/// <param name="Flags">Oldest first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record FlagPage(IReadOnlyList<OrderFlag> Flags, long? Next);
