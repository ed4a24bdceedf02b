using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Branches that are in emergency operation now.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<RunningEmergency>> ReadRunningEmergenciesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken);

    /// <summary>Every branch with its procedure, by name.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<BranchEmergency>> ReadBranchEmergenciesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken);

    /// <summary>Emergency operations of a branch, newest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<Emergency>> ReadEmergenciesAsync(string branchId, int max, CancellationToken cancellationToken);

    /// <summary>A branch's work list: flagged and not matched, oldest first.</summary>
    /// <param name="branchId">The branch.</param>
    /// <param name="after">Where the page before ended; 0 for the first.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<FlagPage> ReadWorkListAsync(string branchId, long after, int max, CancellationToken cancellationToken);

    /// <summary>Every flag of an order with its matches, oldest first.</summary>
    Task<IReadOnlyList<OrderFlag>> ReadFlagsAsync(OrderId id, CancellationToken cancellationToken);
}
