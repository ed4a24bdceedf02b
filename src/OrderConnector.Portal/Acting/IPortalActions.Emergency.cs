using OrderConnector.Core.Access;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Portal.Acting;

public partial interface IPortalActions
{
    /// <summary>A new name for one press of the button: with it, a form that is sent twice acts once.</summary>
    string DrawBatch();

    /// <summary>Begins emergency operation. Who may act on the branch.</summary>
    Task<EmergencyResult> BeginEmergencyAsync(
        PortalUser by, string branchId, string reason, CancellationToken cancellationToken);

    /// <summary>Ends emergency operation. Who may act on the branch.</summary>
    Task<EmergencyResult> EndEmergencyAsync(
        PortalUser by, string branchId, string reason, CancellationToken cancellationToken);

    /// <summary>Sets the branch's procedure. Who may act on the branch.</summary>
    Task<EmergencyResult> SetProcedureAsync(
        PortalUser by, string branchId, EmergencyProcedure procedure, string reason,
        CancellationToken cancellationToken);

    /// <summary>
    /// Flags orders as already transmitted; answers in the order asked. Who may act on their branches; an order of
    /// another branch is Unknown.
    /// </summary>
    Task<IReadOnlyList<FlagOutcome>> FlagAsync(
        PortalUser by, FlagRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a flag back: the agent gets the order. Who may act on its branch; for what a lost agent had confirmed, an
    /// administrator.
    /// </summary>
    Task<UnflagResult> UnflagAsync(PortalUser by, OrderId id, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Matches flagged orders with receipts of the till, all or none; answers in the order asked. Who may act on their
    /// branches.
    /// </summary>
    Task<IReadOnlyList<MatchOutcome>> MatchAsync(
        PortalUser by, MatchRequest request, CancellationToken cancellationToken);

    /// <summary>Puts a matched order on the work list again. Who may act on its branch.</summary>
    Task<UnmatchResult> UnmatchAsync(PortalUser by, OrderId id, string reason, CancellationToken cancellationToken);
}
