using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing;

/// <summary>Emergency operation begins or ends.</summary>
/// <param name="BranchId">Where.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record SwitchEmergency(string BranchId, string Actor, string Reason, DateTimeOffset At);

/// <summary>A branch gets another procedure.</summary>
/// <param name="BranchId">Where.</param>
/// <param name="Procedure">The new one.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record SetProcedure(
    string BranchId, EmergencyProcedure Procedure, string Actor, string Reason, DateTimeOffset At);

/// <summary>Orders were transmitted by hand.</summary>
/// <param name="Batch">Drawn once for one press of the button, 32 lower-case hex digits.</param>
/// <param name="Orders">Which, each with its slip; none twice.</param>
/// <param name="Kind">What the slips' numbers are.</param>
/// <param name="IsShared">A person said that one receipt of the till may stand for several orders.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record FlagOrders(
    string Batch,
    IReadOnlyList<OrderToFlag> Orders,
    SlipKind Kind,
    bool IsShared,
    string Actor,
    string Reason,
    DateTimeOffset At);

/// <summary>A flag is taken back.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="EvenOfLostAgent">
/// Whether this person may hand out what a lost agent had confirmed: it may have been signed there already.
/// </param>
public sealed record UnflagOrder(
    OrderId Id, string Actor, string Reason, DateTimeOffset At, bool EvenOfLostAgent = false);

/// <summary>Flagged orders were found among the till's receipts.</summary>
/// <param name="Orders">Which; none twice.</param>
/// <param name="Source">Where the numbers came from.</param>
/// <param name="IsShared">A person said that one receipt may stand for several orders.</param>
/// <param name="AcceptsDifference">A person said that differing totals are right.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record MatchOrders(
    IReadOnlyList<OrderToMatch> Orders,
    MatchSource Source,
    bool IsShared,
    bool AcceptsDifference,
    string Actor,
    DateTimeOffset At);

/// <summary>A match was wrong.</summary>
public sealed record UnmatchOrder(OrderId Id, string Actor, string Reason, DateTimeOffset At);
