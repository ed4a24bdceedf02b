using OrderConnector.Core.Alerting;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Incidents: all open ones, and a page of those that are over, newest first.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="max">At most so many of those that are over.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IncidentList> ReadIncidentsAsync(
        IReadOnlyList<string>? scope, IncidentKey? after, int max, CancellationToken cancellationToken);

    /// <summary>An incident with its orders, and everything that was sent; null where there is none such.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="maxOrders">At most so many orders, the oldest first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IncidentStory?> FindIncidentAsync(string id, int maxOrders, CancellationToken cancellationToken);

    /// <summary>Contacts by branch and level, and the branches that may have some.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ContactBook> ReadContactBookAsync(IReadOnlyList<string>? scope, CancellationToken cancellationToken);

    /// <summary>What a branch has set of its alerts; null where it is unknown.</summary>
    Task<ChosenAlertSettings?> FindBranchAlertsAsync(string branchId, CancellationToken cancellationToken);
}
