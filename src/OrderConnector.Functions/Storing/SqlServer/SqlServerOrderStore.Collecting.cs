using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // Not leased, run out, or leased to an older process of the same agent, whose memory is gone.
    private const string IsOfferable =
        """
        o.branch_id = @branch AND o.state = N'queued'
        AND (o.lease IS NULL OR o.lease_until <= @now OR (o.lease_agent = @agent AND o.lease_session <> @session))
        """;

    // One statement: one moment.
    private static readonly Statement s_view = new(
        $"""
        SELECT a.revoked_at AS RevokedAt, a.session AS Session, a.journal_id AS JournalId, a.seen_at AS SeenAt,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.agent_sessions AS s
                                 WHERE s.agent_id = a.id AND s.session = @session)
                    THEN 1 ELSE 0 END AS SessionSeen,
               j.agent_id AS JournalAgent, j.head_sequence AS HeadSequence, j.head_hash AS HeadHash,
               j.reported_to AS ReportedTo, j.reported_hash AS ReportedHash,
               v.agent_id AS ActiveAgent, v.session AS ActiveSession, v.active_until AS ActiveUntil,
               b.first_number AS FirstNumber, b.last_number AS LastNumber, b.next_number AS NextNumber,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.orders AS o WHERE {IsOfferable}) THEN 1 ELSE 0 END AS HasOffer,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.emergencies AS e
                                 WHERE e.branch_id = b.id AND e.ended_at IS NULL)
                    THEN 1 ELSE 0 END AS InEmergency
        FROM dbo.agents AS a
        INNER JOIN dbo.branches AS b ON b.id = a.branch_id
        LEFT JOIN dbo.journals AS j ON j.id = @journal
        LEFT JOIN dbo.branch_activity AS v ON v.branch_id = a.branch_id
        WHERE a.id = @agent AND a.branch_id = @branch;
        """);

    // The tokens stand in one text, each as wide as the others, and the n-th offer takes the n-th of them. The offers
    // are chosen once, so that exactly the tokens that are replaced are kept; the condition stands again in the
    // UPDATE, for an order that was collected, cancelled or flagged in between.
    private const string LeaseOffers =
        $"""
        INSERT INTO @offers (order_row, place)
        SELECT TOP (@max) o.order_row, ROW_NUMBER() OVER (ORDER BY o.order_row) FROM dbo.orders AS o
        WHERE {IsOfferable} ORDER BY o.order_row;
        INSERT INTO dbo.superseded_leases (lease, order_row)
        SELECT o.lease, o.order_row FROM dbo.orders AS o INNER JOIN @offers AS f ON f.order_row = o.order_row
        WHERE o.state = N'queued' AND o.lease IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM dbo.superseded_leases AS s WHERE s.lease = o.lease);
        UPDATE dbo.orders SET lease_agent = @agent, lease_session = @session, lease_until = @until,
            lease = (SELECT RTRIM(SUBSTRING(@tokens, (f.place - 1) * @width + 1, @width)) FROM @offers AS f
                     WHERE f.order_row = orders.order_row)
        WHERE orders.order_row IN (SELECT f.order_row FROM @offers AS f) AND orders.state = N'queued'
          AND (orders.lease IS NULL OR orders.lease_until <= @now
               OR (orders.lease_agent = @agent AND orders.lease_session <> @session));
        IF @announces = 1
        BEGIN
            DELETE FROM dbo.announcements
            WHERE announcements.order_row IN (SELECT f.order_row FROM @offers AS f);
            INSERT INTO dbo.announcements (order_row, due_at) SELECT f.order_row, @until FROM @offers AS f;
        END;
        """;

    private static readonly Statement s_collect = new(
        $"""
        {OrderSql.Whole}
        DECLARE @offers TABLE (order_row BIGINT, place BIGINT);
        BEGIN TRANSACTION;
        {RecordVisit}
        IF @max > 0
        BEGIN
            {LeaseOffers}
        END;
        COMMIT TRANSACTION;
        SELECT {OrderSql.Columns}, o.lease AS Lease,
               COALESCE((SELECT MAX(s.version) FROM dbo.seller_data AS s WHERE s.branch_id = @branch), 0) AS MasterData
        {OrderSql.From} INNER JOIN @offers AS f ON f.order_row = o.order_row
        WHERE o.state = N'queued' AND o.lease_agent = @agent AND o.lease_session = @session
          AND o.lease = RTRIM(SUBSTRING(@tokens, (f.place - 1) * @width + 1, @width))
        ORDER BY o.order_row;
        """);

    private static readonly Statement s_readLeased = new(
        $"""
        SELECT {OrderSql.Columns}, o.lease AS Lease,
               COALESCE((SELECT MAX(s.version) FROM dbo.seller_data AS s WHERE s.branch_id = @branch), 0) AS MasterData
        {OrderSql.From}
        WHERE o.branch_id = @branch AND o.state = N'queued' AND o.lease_agent = @agent AND o.lease_session = @session
          AND CHARINDEX(N'|' + o.lease + N'|', @list) > 0
        ORDER BY o.order_row;
        """);

    /// <inheritdoc />
    public Task<CollectOutcome> CollectAsync(CollectOrders collect, CancellationToken cancellationToken) =>
        WriteAsync(
            async (session, mayBeDone, token) =>
            {
                // Agents ask for ever; one that finds nothing new must not cost a transaction.
                if (await ViewAsync(session, collect, token) is not { } view)
                {
                    return new CollectOutcome.JournalRewound("The agent is not enrolled in this branch.");
                }

                var plan = CollectPlan.Decide(view, collect);
                if (plan.Refusal is not null)
                {
                    return plan.Answer(view, []);
                }

                // The answer to an earlier try was lost: what it leased bears the tokens of this call.
                if (mayBeDone && plan.Serves
                    && await ReadLeasedAsync(session, collect, token) is { Count: > 0 } leased)
                {
                    return plan.Answer(view, leased);
                }

                return plan.Writes || (plan.Serves && view.HasOffer)
                    ? plan.Answer(view, await WriteVisitAsync(session, collect, plan, view, token))
                    : plan.Answer(view, []);
            },
            cancellationToken);

    private static async Task<CollectView?> ViewAsync(
        SqlServerSession session, CollectOrders collect, CancellationToken cancellationToken) =>
        (await session.FindAsync<VisitRecord>(
            s_view,
            new
            {
                session = collect.Request.Session, branch = collect.BranchId, now = collect.Now.ToStored(),
                agent = collect.AgentId, journal = collect.Request.Journal.Id,
            },
            cancellationToken))?.ToView();

    private async Task<List<LeasedOrder>> WriteVisitAsync(
        SqlServerSession session, CollectOrders collect, CollectPlan plan, CollectView view,
        CancellationToken cancellationToken) =>
        (await session.ReadAsync<LeasedRecord>(s_collect, VisitValues(collect, plan, view), cancellationToken))
        .ConvertAll(record => record.ToLeasedOrder());

    private static async Task<List<LeasedOrder>> ReadLeasedAsync(
        SqlServerSession session, CollectOrders collect, CancellationToken cancellationToken) =>
        (await session.ReadAsync<LeasedRecord>(
            s_readLeased,
            new
            {
                branch = collect.BranchId, agent = collect.AgentId, session = collect.Request.Session,
                list = $"|{string.Join('|', collect.Leases)}|",
            },
            cancellationToken))
        .ConvertAll(record => record.ToLeasedOrder());

    private static (string Text, int Width) Tokens(CollectOrders collect)
    {
        var width = collect.Leases.Count == 0 ? 1 : collect.Leases.Max(lease => lease.Length);
        return (string.Concat(collect.Leases.Select(lease => lease.PadRight(width))), width);
    }

    private sealed class VisitRecord
    {
        public long? RevokedAt { get; set; }

        public string? Session { get; set; }

        public string? JournalId { get; set; }

        public long? SeenAt { get; set; }

        public bool SessionSeen { get; set; }

        public string? JournalAgent { get; set; }

        public long HeadSequence { get; set; }

        public string HeadHash { get; set; } = "";

        public long ReportedTo { get; set; }

        public string ReportedHash { get; set; } = "";

        public string? ActiveAgent { get; set; }

        public string ActiveSession { get; set; } = "";

        public long ActiveUntil { get; set; }

        public long FirstNumber { get; set; }

        public long LastNumber { get; set; }

        public long NextNumber { get; set; }

        public bool HasOffer { get; set; }

        public bool InEmergency { get; set; }

        public CollectView ToView() => new(
            RevokedAt is not null, Session, SessionSeen, JournalId,
            JournalAgent is null
                ? null
                : new KnownJournal(JournalAgent, HeadSequence, HeadHash, ReportedTo, ReportedHash),
            StoredTime.FromStored(SeenAt),
            ActiveAgent is null
                ? null
                : new Activity(ActiveAgent, ActiveSession, StoredTime.FromStored(ActiveUntil)),
            new NumberRange(FirstNumber, LastNumber, NextNumber), HasOffer, InEmergency);
    }

    private sealed class LeasedRecord : OrderRecord
    {
        public string Lease { get; set; } = "";

        public int MasterData { get; set; }

        public LeasedOrder ToLeasedOrder() => new(Lease, ToOrder(), MasterData);
    }
}
