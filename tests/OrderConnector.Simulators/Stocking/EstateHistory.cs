using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Simulators.Stocking;

/// <summary>What lies behind an estate besides its orders: incidents, matches, emergency operations, keys.</summary>
internal static class EstateHistory
{
    /// <summary>Adds it to every branch whose id begins so.</summary>
    /// <param name="connection">The cloud's store.</param>
    /// <param name="branches">Beginning of the branches' ids.</param>
    /// <param name="size">How much.</param>
    /// <param name="now">What is over is over by then.</param>
    internal static void Add(SqliteConnection connection, string branches, EstateSize size, DateTimeOffset now)
    {
        var values = new
        {
            like = branches + "%", now = now.ToUnixTimeMilliseconds(), size.Incidents, size.OpenFlags,
            size.Emergencies, size.Keys, size.Users,
        };
        foreach (var part in (string[])[Hours, Flags, Incidents, Emergencies, Directory])
        {
            connection.Execute(part, values);
        }
    }

    // Of the last eight days, as the counters of that many orders would stand: the past spreads its orders thinly.
    private const string Hours =
        """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 191)
        INSERT INTO branch_hours (branch_id, hour, what, count)
        SELECT b.id, @now / 3600000 - n.i, v.value, 5 + n.i * 7 % 30
        FROM n CROSS JOIN branches b CROSS JOIN json_each('["received","collected","signed","unsigned"]') v
        WHERE b.id LIKE @like
        ON CONFLICT DO UPDATE SET count = count + excluded.count;
        """;

    // All are matched with a receipt of the till but the last of each branch.
    private const string Flags =
        """
        INSERT INTO till_matches (row, flag_row, branch_id, receipt, receipt_date, shared, source, matched_at,
            matched_by)
        SELECT f.row, f.row, f.branch_id, 'R-' || f.row, '', 0, 'byHand', f.flagged_at + 60000, 'user:anna'
        FROM (SELECT f.*, ROW_NUMBER() OVER (PARTITION BY f.branch_id ORDER BY f.row DESC) AS place
              FROM order_flags f WHERE f.branch_id LIKE @like) f
        WHERE f.place > @OpenFlags;
        UPDATE order_flags SET match_row = row WHERE row IN (SELECT flag_row FROM till_matches);
        """;

    // One each four hours, over in twenty minutes; three orders, two contacts, a mail at its begin and one at its end.
    private const string Incidents =
        """
        INSERT INTO contacts (id, branch_id, level, name, kind, address, language, added_at)
        SELECT 'c-' || b.id || '-' || v.value, b.id, v.value, 'Schicht ' || v.value, 'mail',
               'schicht' || v.value || '.' || b.id || '@example.com', 'de', 0
        FROM branches b CROSS JOIN json_each('[1,2]') v WHERE b.id LIKE @like;
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Incidents)
        INSERT INTO incidents (id, branch_id, kind, opened_at, orders, level, told_orders, told_at, acknowledged_at,
            acknowledged_by, closed_at, since, amount)
        SELECT lower(hex(randomblob(16))), b.id, CASE n.i % 2 WHEN 0 THEN 'orderOverdue' ELSE 'agentSilent' END,
               @now - n.i * 14400000, 3, 1, 3, @now - n.i * 14400000, @now - n.i * 14400000 + 300000, 'user:anna',
               @now - n.i * 14400000 + 1200000, @now - n.i * 14400000, 3
        FROM n CROSS JOIN branches b WHERE n.i <= @Incidents AND b.id LIKE @like;
        CREATE TEMP TABLE late AS
        SELECT o.row, o.branch_id, o.created_at,
               ROW_NUMBER() OVER (PARTITION BY o.branch_id ORDER BY o.row DESC) AS place
        FROM orders o WHERE o.branch_id LIKE @like AND o.number % 20 = 0;
        INSERT INTO incident_orders (order_row, kind, incident_id, since, overdue_at, listed_at, outcome, outcome_at)
        SELECT l.row, i.kind, i.id, l.created_at, l.created_at + 300000, l.created_at + 300000, 'collected',
               l.created_at + 900000
        FROM (SELECT i.*, ROW_NUMBER() OVER (PARTITION BY i.branch_id ORDER BY i.opened_at DESC) AS place
              FROM incidents i WHERE i.closed_at IS NOT NULL AND i.kind = 'orderOverdue') i
        JOIN late l ON l.branch_id = i.branch_id AND l.place BETWEEN i.place * 3 - 2 AND i.place * 3;
        INSERT INTO notices (id, incident_id, contact_id, kind, made_at, due_at, attempts, claimed_until, ended_at,
            outcome)
        SELECT lower(hex(randomblob(16))), i.id, c.id, v.value, i.opened_at, i.opened_at, 1, 0, i.opened_at + 900,
               'sent'
        FROM incidents i JOIN contacts c ON c.branch_id = i.branch_id
        CROSS JOIN json_each('["raised","allClear"]') v
        WHERE i.closed_at IS NOT NULL;
        INSERT INTO notice_attempts (notice_id, place, at, outcome)
        SELECT n.id, v.value, n.made_at + v.value, CASE v.value WHEN 1 THEN 'started' ELSE 'sent' END
        FROM notices n CROSS JOIN json_each('[1,2]') v;
        """;

    private const string Emergencies =
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Emergencies)
        INSERT INTO emergencies (branch_id, procedure, begun_at, begun_by, begin_reason, ended_at, ended_by, end_reason)
        SELECT b.id, 'flagByHand', @now - n.i * 86400000, 'user:anna', 'Leitung gestört',
               @now - n.i * 86400000 + 3600000, 'user:anna', 'Leitung wieder da'
        FROM n CROSS JOIN branches b WHERE n.i <= @Emergencies AND b.id LIKE @like;
        INSERT INTO set_aside_messages (queue, branch_id, message_id, text, reason, set_aside_at, decision, decided_by,
            decided_at, decided_reason)
        SELECT 'q-' || e.branch_id, e.branch_id, 'm-' || e.row, 'not an order', 'unknown form', e.begun_at,
               CASE WHEN e.row % 50 > 0 THEN 'deleted' END, 'user:anna', e.ended_at, 'a test'
        FROM emergencies e WHERE e.branch_id LIKE @like;
        """;

    private const string Directory =
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Keys)
        INSERT INTO keys (id, hash, purpose, subject, branches, uses_left, created_at, revoked_at)
        SELECT 'old-' || v.value || '-' || n.i, randomblob(32), v.value, 'bench', '[]', 0, @now - n.i * 86400000,
               @now - n.i * 86000000
        FROM n CROSS JOIN json_each('["channel","operator","registration"]') v WHERE n.i <= @Keys;
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Users)
        INSERT INTO portal_users (name, display_name, role, branches, language, password_hash, must_change, failures,
            disabled, created_at)
        SELECT 'person-' || n.i, 'Person ' || n.i, 'manager', '["branch-001"]', 'de', '', 0, 0, 0, @now
        FROM n WHERE n.i <= @Users;
        INSERT INTO portal_sessions (id, secret_hash, user_name, started_at, seen_at)
        SELECT lower(hex(randomblob(8))), randomblob(32), u.name, @now, @now FROM portal_users u;
        """;
}
