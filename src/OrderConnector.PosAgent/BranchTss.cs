using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent;

/// <summary>A recording system as a TSS knows it, and the cash register of the books it is.</summary>
/// <param name="SerialNumber">EAS serial number, the TSS client id; once per branch.</param>
/// <param name="CashRegisterId">Z_KASSE_ID; draws receipt numbers of its own, once per branch.</param>
public sealed record EasClient(string SerialNumber, string CashRegisterId);

/// <summary>A TSS of the branch with the recording systems that sign through it.</summary>
/// <param name="Name">What journal and people call it; once per branch, and for good.</param>
/// <param name="Port">The TSS; nobody else starts transactions under the same client ids.</param>
/// <param name="Test">True where the driver is a simulated TSS: also what it did not sign says TEST.</param>
/// <param name="Clients">At least one; each signs one order at a time.</param>
public sealed record BranchTss(string Name, ITss Port, bool Test, IReadOnlyList<EasClient> Clients)
{
    /// <summary>Closes its days; null where it wants none closed.</summary>
    public IDailyClosing? Closing { get; init; }

    /// <summary>Takes acknowledgements of exports; null where it knows none.</summary>
    public ILogAcknowledgement? Acknowledgement { get; init; }

    /// <summary>More transactions a day are refused; null where no limit is known.</summary>
    public int? MaximumTransactionsPerDay { get; init; }

    /// <summary>The one TSS of a branch that has one.</summary>
    public static BranchTss Only(ITss port, bool test, EasClient client) =>
        new(TssHistory.OnlyTss, port, test, [client]);
}
