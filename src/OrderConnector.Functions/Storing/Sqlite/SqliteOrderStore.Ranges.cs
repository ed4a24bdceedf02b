using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<BranchRow>> StepOverAsync(
        StepOverNumbers step, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(
            session => RecordIf(session, Acts.NumbersSteppedOver(step), StepOver(session.Connection, step) > 0),
            cancellationToken);
        return await ReadBranchesAsync(cancellationToken);
    }

    private static int StepOver(SqliteConnection connection, StepOverNumbers step)
    {
        var at = step.At.ToStored();
        // Not past the end: what is left of a range is stepped over, and its branch is exhausted.
        connection.Execute(
            """
            INSERT INTO number_gaps (branch_id, first, last, at, actor, reason)
            SELECT id, next_number, MIN(next_number + @Count - 1, last_number), @at, @Actor, @Reason
            FROM branches WHERE next_number <= last_number
            """,
            new { step.Count, at, step.Actor, StepOverNumbers.Reason });
        return connection.Execute(
            """
            UPDATE branches SET next_number = MIN(next_number + @Count, last_number + 1)
            WHERE next_number <= last_number
            """,
            new { step.Count });
    }

    /// <inheritdoc />
    public Task<bool> WidenRangeAsync(
        string branchId, long last, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => RecordIf(
                session,
                Acts.RangeWidened(branchId, last, actor, now),
                session.Connection.Execute(
                    "UPDATE branches SET last_number = @last WHERE id = @branchId AND last_number < @last",
                    new { branchId, last }) == 1),
            cancellationToken);
}
