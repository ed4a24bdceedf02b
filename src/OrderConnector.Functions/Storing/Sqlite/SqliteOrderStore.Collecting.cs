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

    // One statement: one snapshot.
    private static readonly HotSql s_view = new(
        $"""
        SELECT a.revoked_at, a.session, a.journal_id, a.seen_at,
               EXISTS (SELECT 1 FROM agent_sessions s WHERE s.agent_id = a.id AND s.session = @session),
               j.agent_id, j.sequence, j.head_hash, j.reported_to, j.reported_hash,
               v.agent_id, v.session, v.until,
               b.first_number, b.last_number, b.next_number,
               EXISTS (SELECT 1 FROM orders o WHERE {IsOfferable}),
               EXISTS (SELECT 1 FROM emergencies e WHERE e.branch_id = b.id AND e.ended_at IS NULL)
        FROM agents a
        JOIN branches b ON b.id = a.branch_id
        LEFT JOIN journals j ON j.id = @journal
        LEFT JOIN branch_activity v ON v.branch_id = a.branch_id
        WHERE a.id = @agent AND a.branch_id = @branch
        """,
        "@session", "@branch", "@now", "@agent", "@journal");

    private static readonly HotSql s_readOffers = new(
        $"{OrderColumns.Select} WHERE {IsOfferable} ORDER BY o.row LIMIT @max",
        "@branch", "@now", "@agent", "@session", "@max");

    private static readonly HotSql s_readSellerVersion =
        new("SELECT COALESCE(MAX(version), 0) FROM seller_data WHERE branch_id = @branch", "@branch");

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
        var look = await readers.ReadHotAsync(session => View(session, collect), cancellationToken);
        if (look is not null)
        {
            var plan = CollectPlan.Decide(look, collect);
            if (!plan.Writes && !(plan.Serves && look.HasOffer))
            {
                return plan.Answer(look, []);
            }
        }

        return await writer.WriteAsync(session => Collect(session, collect), cancellationToken);
    }

    private CollectOutcome Collect(SqliteSession session, CollectOrders collect)
    {
        if (View(session, collect) is not { } view)
        {
            return new CollectOutcome.JournalRewound("The agent is not enrolled in this branch.");
        }

        var plan = CollectPlan.Decide(view, collect);
        if (plan.Refusal is not null)
        {
            return plan.Answer(view, []);
        }

        Record(session.Connection, plan, collect);
        return plan.Answer(view, plan.Serves ? Lease(session, collect) : []);
    }

    private static CollectView? View(SqliteSession session, CollectOrders collect)
    {
        using var rows = session.Read(
            s_view, collect.Request.Session, collect.BranchId, collect.Now.ToStored(), collect.AgentId,
            collect.Request.Journal.Id);
        return rows.Read()
            ? new CollectView(
                !rows.IsDBNull(0), rows.FindString(1), rows.GetInt64(4) != 0, rows.FindString(2),
                rows.IsDBNull(5) ? null : new KnownJournal(
                    rows.GetString(5), rows.GetInt64(6), rows.GetString(7), rows.GetInt64(8), rows.GetString(9)),
                StoredTime.FromStored(rows.FindInt64(3)),
                rows.IsDBNull(10) ? null : new Activity(
                    rows.GetString(10), rows.GetString(11), StoredTime.FromStored(rows.GetInt64(12))),
                new NumberRange(rows.GetInt64(13), rows.GetInt64(14), rows.GetInt64(15)),
                rows.GetInt64(16) != 0, rows.GetInt64(17) != 0)
            : null;
    }

    private static List<OrderRecord> ReadOffers(SqliteSession session, CollectOrders collect)
    {
        using var rows = session.Read(
            s_readOffers, collect.BranchId, collect.Now.ToStored(), collect.AgentId, collect.Request.Session,
            Math.Min(collect.Request.Max, collect.Leases.Count));
        var offers = new List<OrderRecord>();
        while (rows.Read())
        {
            offers.Add(OrderColumns.From(rows));
        }

        return offers;
    }

    private List<LeasedOrder> Lease(SqliteSession session, CollectOrders collect)
    {
        // Read to the end first: leasing changes the very index the offers are read by.
        var offered = ReadOffers(session, collect);
        var masterData = (int)session.ReadNumber(s_readSellerVersion, collect.BranchId)!;
        var until = collect.Now + collect.LeaseTime;
        var leased = new List<LeasedOrder>(offered.Count);
        foreach (var order in offered)
        {
            var lease = collect.Leases[leased.Count];
            session.Execute(s_keepLease, order.Row);
            session.Execute(s_lease, order.Row, lease, collect.AgentId, collect.Request.Session, until.ToStored());
            ExpectAnnouncement(session, order.Row, until);
            leased.Add(new LeasedOrder(lease, order.ToOrder(), masterData));
        }

        return leased;
    }
}
