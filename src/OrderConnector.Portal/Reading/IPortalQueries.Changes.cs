namespace OrderConnector.Portal.Reading;

/// <summary>What pages read from the store; whatever is asked for costs no more with a million orders stored.</summary>
public partial interface IPortalQueries
{
    /// <summary>Where the store's changes stand, to be read before what a page shows.</summary>
    string ChangeMark { get; }

    /// <summary>
    /// Waits until the store has changed since a mark; answers the new mark, or the same one after the time. What
    /// other processes change is noticed within two seconds, and looked for only while somebody waits.
    /// </summary>
    Task<string> WaitForChangeAsync(
        string since, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken);
}
