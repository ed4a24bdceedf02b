using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <summary>Writes down that an agent came by: session, journal, activity lease, numbers it knows of.</summary>
    private static void Record(SqliteConnection connection, CollectPlan plan, CollectOrders collect)
    {
        var request = collect.Request;
        var now = collect.Now.ToStored();
        connection.Execute(
            """
            UPDATE agents SET seen_at = @now, session = @Session, journal_id = @Id WHERE id = @AgentId
            """,
            new { now, request.Session, request.Journal.Id, collect.AgentId });
        if (plan.StartsSession)
        {
            connection.Execute(
                "INSERT INTO agent_sessions (agent_id, session, started_at) VALUES (@AgentId, @Session, @now)",
                new { collect.AgentId, request.Session, now });
        }

        if (plan.StartsJournal)
        {
            InsertJournal(connection, collect);
        }
        else if (plan.MovesHead)
        {
            connection.Execute(
                "UPDATE journals SET sequence = @Sequence, head_hash = @HeadHash WHERE id = @Id",
                new { request.Journal.Sequence, request.Journal.HeadHash, request.Journal.Id });
        }

        if (plan.StandbyUntil is null)
        {
            KeepActivity(connection, plan, collect);
        }

        if (plan.Gap is { } gap)
        {
            StepOver(connection, gap.First, gap.Last, collect);
        }
    }

    private static void InsertJournal(SqliteConnection connection, CollectOrders collect) =>
        connection.Execute(
            """
            INSERT INTO journals (id, agent_id, previous_id, sequence, head_hash, reported_to, reported_hash,
                                  started_at)
            VALUES (@Id, @AgentId, @PreviousId, @Sequence, @HeadHash, 0, '', @now)
            """,
            new
            {
                collect.Request.Journal.Id, collect.AgentId, collect.Request.Journal.PreviousId,
                collect.Request.Journal.Sequence, collect.Request.Journal.HeadHash, now = collect.Now.ToStored(),
            });

    private static void KeepActivity(SqliteConnection connection, CollectPlan plan, CollectOrders collect) =>
        connection.Execute(
            """
            INSERT INTO branch_activity (branch_id, agent_id, session, epoch, until)
            VALUES (@BranchId, @AgentId, @Session, 1, @until)
            ON CONFLICT (branch_id) DO UPDATE SET
                agent_id = excluded.agent_id, session = excluded.session, until = excluded.until,
                epoch = epoch + @step
            """,
            new
            {
                collect.BranchId, collect.AgentId, collect.Request.Session, step = plan.TakesOver ? 1 : 0,
                until = (collect.Now + collect.ActivityTime).ToStored(),
            });

    private static void StepOver(SqliteConnection connection, long first, long last, CollectOrders collect)
    {
        connection.Execute(
            "UPDATE branches SET next_number = @next WHERE id = @BranchId", new { next = last + 1, collect.BranchId });
        connection.Execute(
            """
            INSERT INTO number_gaps (branch_id, first, last, at, actor, reason)
            VALUES (@BranchId, @first, @last, @now, @actor, @reason)
            """,
            new
            {
                collect.BranchId, first, last, now = collect.Now.ToStored(), actor = AgentActor.Of(collect.AgentId),
                reason = "The branch knew the number before the store did: the store was restored from a backup.",
            });
    }
}
