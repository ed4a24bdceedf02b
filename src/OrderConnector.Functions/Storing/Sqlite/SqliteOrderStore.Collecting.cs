using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    // Not leased, run out, or leased to an older process of the same agent, whose memory is gone.
    private const string IsOfferable =
        """
        o.branch_id = @branch AND o.state = 'queued'
        AND (o.lease IS NULL OR o.lease_until <= @now OR (o.lease_agent = @agent AND o.lease_session <> @session))
        """;

    private static readonly HotSql s_lease = new(
        """
        UPDATE orders SET lease = @lease, lease_agent = @agent, lease_session = @session, lease_until = @until
        WHERE row = @row
        """,
        "@row", "@lease", "@agent", "@session", "@until");

    /// <inheritdoc />
    public async Task<CollectOutcome> CollectAsync(CollectOrders collect, CancellationToken cancellationToken)
    {
        // Agents ask for ever; one that finds nothing new must not cost a flush. So: look first.
        var look = await readers.ReadAsync(connection => View(connection, collect), cancellationToken);
        if (look is not null)
        {
            var plan = CollectPlan.Decide(look, collect);
            if (!plan.Writes && !(plan.Serves && look.HasOffer))
            {
                return Answer(plan, look, []);
            }
        }

        return await writer.WriteAsync(session => Collect(session, collect), cancellationToken);
    }

    private static CollectOutcome Collect(WriteSession session, CollectOrders collect)
    {
        if (View(session.Connection, collect) is not { } view)
        {
            return new CollectOutcome.JournalRewound("The agent is not enrolled in this branch.");
        }

        var plan = CollectPlan.Decide(view, collect);
        if (plan.Refusal is not null)
        {
            return Answer(plan, view, []);
        }

        Record(session.Connection, plan, collect);
        return Answer(plan, view, plan.Serves ? Lease(session, collect) : []);
    }

    private static CollectOutcome Answer(CollectPlan plan, CollectView view, IReadOnlyList<LeasedOrder> orders)
    {
        if (plan.Refusal is { } refusal)
        {
            return new CollectOutcome.JournalRewound(refusal);
        }

        return plan.StandbyUntil is { } until
            ? new CollectOutcome.Standby(until)
            : new CollectOutcome.Active(orders, (view.Journal?.ReportedTo ?? 0) + 1);
    }

    private static CollectView? View(SqliteConnection connection, CollectOrders collect) =>
        // One statement: one snapshot.
        connection.QuerySingleOrDefault<CollectRecord>(
            $"""
            SELECT a.revoked_at AS RevokedAt, a.session AS Session, a.journal_id AS JournalId, a.seen_at AS SeenAt,
                   EXISTS (SELECT 1 FROM agent_sessions s WHERE s.agent_id = a.id AND s.session = @session)
                       AS SessionSeen,
                   j.agent_id AS JournalAgent, j.sequence AS Sequence, j.head_hash AS HeadHash,
                   j.reported_to AS ReportedTo, j.reported_hash AS ReportedHash,
                   v.agent_id AS ActiveAgent, v.session AS ActiveSession, v.until AS ActiveUntil,
                   b.first_number AS FirstNumber, b.last_number AS LastNumber, b.next_number AS NextNumber,
                   EXISTS (SELECT 1 FROM orders o WHERE {IsOfferable}) AS HasOffer
            FROM agents a
            JOIN branches b ON b.id = a.branch_id
            LEFT JOIN journals j ON j.id = @journal
            LEFT JOIN branch_activity v ON v.branch_id = a.branch_id
            WHERE a.id = @agent AND a.branch_id = @branch
            """,
            new
            {
                agent = collect.AgentId, branch = collect.BranchId, session = collect.Request.Session,
                journal = collect.Request.Journal.Id, now = collect.Now.ToStored(),
            })?.ToView();

    private static List<LeasedOrder> Lease(WriteSession session, CollectOrders collect)
    {
        var offered = session.Connection.Query<OrderRecord>(
            $"{OrderRecord.Select} WHERE {IsOfferable} ORDER BY o.row LIMIT @max",
            new
            {
                branch = collect.BranchId, agent = collect.AgentId, session = collect.Request.Session,
                now = collect.Now.ToStored(), max = Math.Min(collect.Request.Max, collect.Leases.Count),
            }).AsList();
        var masterData = session.Connection.ExecuteScalar<int>(
            "SELECT COALESCE(MAX(version), 0) FROM seller_data WHERE branch_id = @BranchId", new { collect.BranchId });
        var until = (collect.Now + collect.LeaseTime).ToStored();
        var leased = new List<LeasedOrder>(offered.Count);
        foreach (var order in offered)
        {
            var lease = collect.Leases[leased.Count];
            session.Execute(s_keepLease, order.Row);
            session.Execute(s_lease, order.Row, lease, collect.AgentId, collect.Request.Session, until);
            leased.Add(new LeasedOrder(lease, order.ToOrder(), masterData));
        }

        return leased;
    }

    private sealed class CollectRecord
    {
        public long? RevokedAt { get; set; }

        public string? Session { get; set; }

        public string? JournalId { get; set; }

        public long? SeenAt { get; set; }

        public bool SessionSeen { get; set; }

        public string? JournalAgent { get; set; }

        public long Sequence { get; set; }

        public string HeadHash { get; set; } = "";

        public long ReportedTo { get; set; }

        public string ReportedHash { get; set; } = "";

        public string? ActiveAgent { get; set; }

        public string? ActiveSession { get; set; }

        public long ActiveUntil { get; set; }

        public long FirstNumber { get; set; }

        public long LastNumber { get; set; }

        public long NextNumber { get; set; }

        public bool HasOffer { get; set; }

        public CollectView ToView() => new(
            RevokedAt is not null, Session, SessionSeen, JournalId,
            JournalAgent is null ? null : new KnownJournal(JournalAgent, Sequence, HeadHash, ReportedTo, ReportedHash),
            StoredTime.FromStored(SeenAt),
            ActiveAgent is null ? null
                : new Activity(ActiveAgent, ActiveSession!, StoredTime.FromStored(ActiveUntil)),
            new NumberRange(FirstNumber, LastNumber, NextNumber), HasOffer);
    }
}
