namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>The branches as they stand now, by name.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<BranchGlance>> ReadGlanceAsync(
        IReadOnlyList<string>? scope, DateTimeOffset now, CancellationToken cancellationToken);
}
