using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Emergencies;

/// <summary>The branches, with what is switched on.</summary>
/// <param name="Branches">The reader's branches.</param>
public sealed record EmergencyModel(IReadOnlyList<BranchEmergency> Branches)
{
    /// <summary>Where the page stands.</summary>
    public const string Path = "/portal/emergency";

    /// <summary>Where a branch's page stands.</summary>
    public static string PathOf(string branchId) => $"{Path}/{Uri.EscapeDataString(branchId)}";
}

/// <summary>One branch in or out of emergency operation.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="WorkList">Flagged and not matched.</param>
/// <param name="History">Emergency operations, newest first.</param>
public sealed record BranchEmergencyModel(
    BranchEmergency Branch, FlagPage WorkList, IReadOnlyList<Emergency> History)
{
    /// <summary>Its clock.</summary>
    public BranchClock Clock { get; } = BranchClock.Of(Branch.TimeZone);

    /// <summary>Whether the reader may change anything.</summary>
    public bool MayAct { get; init; }

    /// <summary>The procedure that holds now: the one the running operation began with, else the setting.</summary>
    public EmergencyProcedure Procedure => Branch.Running?.Procedure ?? Branch.Procedure;
}

/// <summary>A list of receipts that was handed in.</summary>
/// <param name="Branch">Where.</param>
/// <param name="Text">As handed in.</param>
/// <param name="Orders">What its lines mean; nothing is matched while anything is wrong.</param>
/// <param name="Faults">What is wrong, by line.</param>
public sealed record ImportModel(
    BranchEmergency Branch, string Text, IReadOnlyList<ReceiptForOrder> Orders, IReadOnlyList<LineFault> Faults)
{
    /// <summary>Whether any totals differ.</summary>
    public bool HasDifferences => Orders.Any(order => order.Differs);

    /// <summary>Whether one receipt is named for several orders.</summary>
    public bool HasShared => Orders.GroupBy(order => (order.Line.Receipt, order.Line.Date)).Any(one => one.Count() > 1);
}

/// <summary>Every flag of one order.</summary>
/// <param name="Branch">Its branch.</param>
/// <param name="Flags">Oldest first, one at least.</param>
public sealed record OrderFlagsModel(BranchEmergency Branch, IReadOnlyList<OrderFlag> Flags)
{
    /// <summary>The branch's clock.</summary>
    public BranchClock Clock { get; } = BranchClock.Of(Branch.TimeZone);

    /// <summary>Whether the reader may change anything.</summary>
    public bool MayAct { get; init; }

    /// <summary>The flag that stands; null where none does.</summary>
    public OrderFlag? Standing => Flags.FirstOrDefault(flag => flag.Withdrawn is null);

    /// <summary>Where an order's flags stand.</summary>
    public static string PathOf(Core.Orders.OrderId id) => $"/portal/orders/{id}/flags";
}
