using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IPortalQueries
{
    /// <inheritdoc />
    public string ChangeMark => changes.Mark;

    /// <inheritdoc />
    public Task<string> WaitForChangeAsync(
        string since, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken) =>
        // The writer tells of each commit, the watch for other processes of theirs.
        changes.WaitAsync(since, atMost, clock, cancellationToken);
}
