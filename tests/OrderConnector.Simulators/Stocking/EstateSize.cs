namespace OrderConnector.Simulators.Stocking;

/// <summary>How much an estate has behind it, and how much is open.</summary>
/// <param name="Branches">How many branches.</param>
/// <param name="OrdersPerBranch">Finished orders of each; a multiple of 200.</param>
/// <param name="Waiting">Orders that wait, over all branches: most are queued, some held, unpaid or unreleased.</param>
/// <param name="Incidents">Incidents of each branch that are over, each with its orders, mails and attempts.</param>
/// <param name="Acts">Entries of the audit log.</param>
public sealed record EstateSize(int Branches, int OrdersPerBranch, int Waiting, int Incidents, int Acts)
{
    /// <summary>Flags of each branch that nobody has matched yet.</summary>
    public int OpenFlags { get; init; } = 15;

    /// <summary>Emergency operations of each branch that are over.</summary>
    public int Emergencies { get; init; } = 20;

    /// <summary>Keys, revoked or used up, of each use.</summary>
    public int Keys { get; init; } = 500;

    /// <summary>People of the portal.</summary>
    public int Users { get; init; } = 300;
}
