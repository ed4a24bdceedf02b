using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing;

/// <summary>
/// Emergency operation: switching, flags and their matches. Each method is one transaction, its entry of the audit log
/// included; the database decides every race. What people read is in <see cref="Portal.Reading.IPortalQueries"/>.
/// </summary>
public interface IEmergencyStore
{
    /// <summary>Begins emergency operation of a branch by the procedure of its settings.</summary>
    Task<EmergencyResult> BeginEmergencyAsync(SwitchEmergency begin, CancellationToken cancellationToken);

    /// <summary>Ends it. Flags stay, and so does the work list.</summary>
    Task<EmergencyResult> EndEmergencyAsync(SwitchEmergency end, CancellationToken cancellationToken);

    /// <summary>Sets a branch's procedure; one that runs keeps the one it began with.</summary>
    Task<EmergencyResult> SetProcedureAsync(SetProcedure set, CancellationToken cancellationToken);

    /// <summary>
    /// Queued → TransmittedManually, each order by compare-and-set on its own: here the manager races the agent's
    /// confirm. Answers in the order asked. The same batch again finds what it did.
    /// </summary>
    Task<IReadOnlyList<FlagOutcome>> FlagAsync(FlagOrders flag, CancellationToken cancellationToken);

    /// <summary>
    /// TransmittedManually → Queued, unless a receipt of the till stands for the order or a lost agent may have signed
    /// it.
    /// </summary>
    Task<UnflagResult> UnflagAsync(UnflagOrder unflag, CancellationToken cancellationToken);

    /// <summary>
    /// Matches flagged orders with receipts of the till: all of them or none. Answers in the order asked.
    /// </summary>
    Task<IReadOnlyList<MatchOutcome>> MatchAsync(MatchOrders match, CancellationToken cancellationToken);

    /// <summary>Puts a matched order on the work list again.</summary>
    Task<UnmatchResult> UnmatchAsync(UnmatchOrder unmatch, CancellationToken cancellationToken);
}
