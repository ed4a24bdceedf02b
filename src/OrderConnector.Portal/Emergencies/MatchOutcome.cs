using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Emergencies;

/// <summary>What became of one match; of several asked for together all are made or none.</summary>
/// <param name="Id">The order.</param>
/// <param name="Result">The case.</param>
/// <param name="Number">Its number; 0 where it is unknown.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="Receipt">The receipt it is matched with already.</param>
/// <param name="TakenBy">The number of the order that the receipt stands for already.</param>
public sealed record MatchOutcome(
    OrderId Id, MatchResult Result, long Number, long TotalCents, string? Receipt = null, long? TakenBy = null);

/// <summary>The cases of a match.</summary>
public enum MatchResult
{
    /// <summary>Matched, or ready to be where another one of the same list was not.</summary>
    Matched,

    /// <summary>A receipt stands for the order already.</summary>
    AlreadyMatched,

    /// <summary>The receipt stands for another order already; it may stand for both where a person says so.</summary>
    ReceiptTaken,

    /// <summary>The total of the receipt is another one; a person may confirm it.</summary>
    TotalDiffers,

    /// <summary>No flag stands on the order.</summary>
    NotFlagged,

    /// <summary>No such order of this person's branches.</summary>
    Unknown,
}

/// <summary>The cases of undoing a match.</summary>
public enum UnmatchResult
{
    /// <summary>The order is on the work list again.</summary>
    Undone,

    /// <summary>It is matched with nothing.</summary>
    NotMatched,

    /// <summary>No such order of this person's branches.</summary>
    Unknown,
}

/// <summary>The cases of switching and setting.</summary>
public enum EmergencyResult
{
    /// <summary>Done now.</summary>
    Done,

    /// <summary>It was so before; nothing was changed.</summary>
    AlreadySo,

    /// <summary>No such branch of this person's.</summary>
    Unknown,
}
