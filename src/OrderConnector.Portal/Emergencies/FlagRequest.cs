using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Emergencies;

/// <summary>Orders that were transmitted by hand.</summary>
/// <param name="Batch">Drawn once for one press of the button, 32 lower-case hex digits.</param>
/// <param name="Orders">Which, each with its slip; none twice.</param>
/// <param name="Kind">What the slips' numbers are.</param>
/// <param name="IsShared">A person said that one receipt of the till may stand for several orders.</param>
/// <param name="Reason">Why.</param>
public sealed record FlagRequest(
    string Batch, IReadOnlyList<OrderToFlag> Orders, SlipKind Kind, bool IsShared, string Reason)
{
    /// <summary>How many orders may be flagged at once.</summary>
    public const int MostOrders = 200;
}

/// <summary>One order to flag.</summary>
/// <param name="Id">The order.</param>
/// <param name="Slip">Number of its slip or receipt (<see cref="SlipNumber.Read"/>).</param>
public sealed record OrderToFlag(OrderId Id, string Slip);

/// <summary>Flagged orders that were found among the till's receipts.</summary>
/// <param name="Orders">Which; none twice.</param>
/// <param name="Source">Where the numbers came from.</param>
/// <param name="IsShared">A person said that one receipt may stand for several orders.</param>
/// <param name="AcceptsDifference">A person said that differing totals are right.</param>
public sealed record MatchRequest(
    IReadOnlyList<OrderToMatch> Orders, MatchSource Source, bool IsShared, bool AcceptsDifference)
{
    /// <summary>How many orders may be matched at once.</summary>
    public const int MostOrders = 500;
}

/// <summary>One order and its receipt.</summary>
/// <param name="Id">The order.</param>
/// <param name="Receipt">The receipt's number (<see cref="SlipNumber.Read"/>).</param>
/// <param name="Date">The day on it, where known.</param>
/// <param name="TotalCents">The total on it, where known.</param>
public sealed record OrderToMatch(OrderId Id, string Receipt, DateOnly? Date, long? TotalCents);
