using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Emergencies;

/// <summary>What became of one order that was to be flagged.</summary>
/// <param name="Id">The order.</param>
/// <param name="Result">The case.</param>
/// <param name="Number">Its number; 0 where it is unknown.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="By">Who brought it there: "agent:…" where the agent was faster.</param>
/// <param name="Since">Since when it stands there.</param>
/// <param name="TakenBy">The number of the order that the receipt stands for already.</param>
public sealed record FlagOutcome(
    OrderId Id, FlagResult Result, long Number, OrderState State, string By, DateTimeOffset Since,
    long? TakenBy = null);

/// <summary>The cases of flagging one order.</summary>
public enum FlagResult
{
    /// <summary>Flagged: the agent never gets it. Also when the same form came again while a flag stands.</summary>
    Flagged,

    /// <summary>The agent was faster: it books and signs the order, nobody must enter it at the till.</summary>
    Collected,

    /// <summary>
    /// Neither waiting nor collected; the state tells why. Or waiting again: this very form had flagged it, and
    /// somebody took that back. Nothing was flagged.
    /// </summary>
    Elsewhere,

    /// <summary>The till's receipt stands for another order already; nothing was flagged.</summary>
    ReceiptTaken,

    /// <summary>No such order of this person's branches.</summary>
    Unknown,
}

/// <summary>The cases of taking a flag back.</summary>
public enum UnflagResult
{
    /// <summary>The order waits in its branch's queue again.</summary>
    Withdrawn,

    /// <summary>A receipt of the till stands for the order: the agent would book it a second time.</summary>
    Matched,

    /// <summary>
    /// An agent had confirmed the order and was lost: it may have signed it. Only an administrator may hand it out
    /// again.
    /// </summary>
    AgentLost,

    /// <summary>No flag stands.</summary>
    NotFlagged,

    /// <summary>No such order of this person's branches.</summary>
    Unknown,
}
