using Npgsql;
using OrderConnector.Functions.Storing.SqlServer;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>
/// A database of the stand-in engine: T-SQL in, PostgreSQL underneath. It shows the store's logic: its statements, its
/// guards, its transactions and its retries against concurrent writers. It does not show SQL Server: not its locks,
/// plans, types or limits.
/// </summary>
internal sealed class StandInDatabase(string connectionString)
{
    private int roundTrips;
    private int opened;
    private int commits;

    /// <summary>Whether sp_getapplock is there.</summary>
    public bool HasAppLock { get; init; } = true;

    /// <summary>The number a connection fails to open with, by how many were opened before; null opens it.</summary>
    public Func<int, int?> FailsToOpen { get; set; } = _ => null;

    /// <summary>Whether the answer to the n-th commit is lost, although it was kept.</summary>
    public Func<int, bool> LosesAnswer { get; set; } = _ => false;

    /// <summary>Batches, and commits of longer transactions, so far.</summary>
    public int RoundTrips => Volatile.Read(ref roundTrips);

    /// <summary>Commits so far.</summary>
    public int Commits => Volatile.Read(ref commits);

    /// <summary>The store's way in.</summary>
    public StoreConnections Connections => new(
        async token =>
        {
            if (FailsToOpen(Interlocked.Increment(ref opened) - 1) is { } number)
            {
                throw new StandInException(number, "The database is not there.");
            }

            var inner = new NpgsqlConnection(connectionString);
            await inner.OpenAsync(token);
            return new StandInConnection(inner, this);
        },
        failure => (failure as StandInException)?.Number);

    /// <summary>Counts one.</summary>
    public void CountRoundTrip() => Interlocked.Increment(ref roundTrips);

    /// <summary>Counts a commit, and loses its answer where that is planned.</summary>
    public void AfterCommit()
    {
        if (LosesAnswer(Interlocked.Increment(ref commits) - 1))
        {
            throw new StandInException(10054, "The line broke after the commit.");
        }
    }
}
