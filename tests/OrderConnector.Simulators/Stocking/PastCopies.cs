using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;

namespace OrderConnector.Simulators.Stocking;

/// <summary>
/// Gives other branches the past of one, in SQL: a million orders in the time the store needs for some thousands.
/// Order after order, of all branches: as they would have come in, no branch has its rows beside one another. After
/// each fifty numbers five are missing, as after a restore.
/// </summary>
/// <param name="connection">The cloud's store; nobody else writes meanwhile.</param>
/// <param name="template">The branch whose past is copied.</param>
internal sealed class PastCopies(SqliteConnection connection, string template)
{
    private const string Agent = "'past-' || c.branch";

    /// <summary>Copies it.</summary>
    /// <param name="branches">Branches that have no order yet and numbers from the same one on.</param>
    internal void Add(IReadOnlyList<string> branches)
    {
        connection.CreateFunction<string, string, byte[]>(
            "order_id", (channel, externalId) => Convert.FromHexString(OrderId.Derive(channel, externalId).Value),
            isDeterministic: true);
        connection.CreateFunction<byte[], byte[], string>(
            "receipt_token",
            (id, random) => ReceiptToken.Make(new OrderId(Convert.ToHexStringLower(id)), random));
        connection.Execute("CREATE TEMP TABLE copies (place INTEGER PRIMARY KEY, branch TEXT NOT NULL)");
        connection.Execute(
            "INSERT INTO copies (place, branch) VALUES (@place, @branch)",
            branches.Index().Select(one => new { place = one.Index, branch = one.Item }));
        var copies = branches.Count.ToString(CultureInfo.InvariantCulture);
        connection.Execute(s_copy.Replace("@copies", copies, StringComparison.Ordinal), new { template });
    }

    // A row's copies stand behind one another: (row - first) * copies + place, behind all that is there.
    private static readonly string s_copy =
        $"""
        CREATE TEMP TABLE span AS
        SELECT MIN(row) AS first, MAX(row) AS last, MAX(row) + 1 AS base, MIN(number) AS number
        FROM orders WHERE branch_id = @template;
        CREATE TEMP TABLE report_span AS
        SELECT MIN(report_row) AS first, MAX(report_row) AS last, (SELECT MAX(row) + 1 FROM reports) AS base
        FROM order_reports JOIN span ON order_row BETWEEN span.first AND span.last;
        CREATE TEMP TABLE flag_span AS SELECT MIN(row) AS first, MAX(row) + 1 AS base FROM order_flags;

        INSERT INTO agents (id, branch_id, eas_serial, software, version, registration_key, enrolled_at, seen_at, tss)
        SELECT {Agent}, c.branch, 'EAS-' || c.branch, a.software, a.version, a.registration_key, a.enrolled_at,
               a.seen_at, a.tss
        FROM agents a CROSS JOIN copies c WHERE a.id = 'past-' || @template;
        INSERT INTO journals (row, id, agent_id, sequence, head_hash, reported_to, reported_hash, started_at)
        SELECT 100000 + c.place, lower(hex(randomblob(16))), {Agent}, j.sequence, j.head_hash, j.reported_to,
               j.reported_hash, j.started_at
        FROM journals j CROSS JOIN copies c WHERE j.agent_id = 'past-' || @template;
        UPDATE agents SET journal_id = (SELECT j.id FROM journals j WHERE j.agent_id = agents.id)
        WHERE journal_id IS NULL AND id LIKE 'past-%';

        INSERT INTO orders (row, id, branch_id, number, channel, external_id, content_hash, total_cents, state,
            state_reason, state_actor, state_since, moves, created_at, release, receipt_token, agent_id, waiting,
            handed_over_at, lease, lease_agent, lease_session, payload)
        SELECT row, id, branch, number, channel, external_id, '1:' || hex(id), total_cents, state, state_reason,
               state_actor, state_since, moves, created_at, release, receipt_token(id, randomblob(16)), agent_id, 0,
               handed_over_at, CASE WHEN lease IS NULL THEN NULL ELSE lower(hex(randomblob(16))) END, lease_agent,
               lease_session, CAST(replace(CAST(payload AS TEXT), old_id, external_id) AS BLOB)
        FROM (SELECT s.base + (o.row - s.first) * @copies + c.place AS row,
                     order_id(o.channel, c.branch || substr(o.external_id, length(@template) + 1)) AS id, c.branch,
                     s.number + (o.number - s.number) + (o.number - s.number) / 50 * 5 AS number, o.channel,
                     c.branch || substr(o.external_id, length(@template) + 1) AS external_id,
                     o.external_id AS old_id, o.total_cents, o.state, o.state_reason, o.state_actor,
                     o.state_since + c.place AS state_since, o.moves, o.created_at + c.place AS created_at, o.release,
                     CASE WHEN o.agent_id IS NOT NULL THEN {Agent} END AS agent_id,
                     o.handed_over_at + c.place AS handed_over_at, o.lease, o.lease_agent, o.lease_session, o.payload
              FROM span s CROSS JOIN orders o CROSS JOIN copies c WHERE o.row BETWEEN s.first AND s.last);
        INSERT INTO order_events (order_row, seq, from_state, to_state, at, actor, reason)
        SELECT s.base + (e.order_row - s.first) * @copies + c.place, e.seq, e.from_state, e.to_state, e.at + c.place,
               e.actor, e.reason
        FROM span s CROSS JOIN order_events e CROSS JOIN copies c WHERE e.order_row BETWEEN s.first AND s.last;
        INSERT INTO order_receipts (order_row, fiscal, receipt)
        SELECT s.base + (r.order_row - s.first) * @copies + c.place, r.fiscal, r.receipt
        FROM span s CROSS JOIN order_receipts r CROSS JOIN copies c WHERE r.order_row BETWEEN s.first AND s.last;
        INSERT INTO reports (row, journal_row, sequence, entry_hash, kind, order_id, at, received_at, remark, data)
        SELECT s.base + (r.row - s.first) * @copies + c.place, 100000 + c.place, r.sequence, r.entry_hash, r.kind,
               r.order_id, r.at, r.received_at, r.remark, r.data
        FROM report_span s CROSS JOIN reports r CROSS JOIN copies c WHERE r.row BETWEEN s.first AND s.last;
        INSERT INTO order_reports (order_row, report_row)
        SELECT s.base + (n.order_row - s.first) * @copies + c.place,
               t.base + (n.report_row - t.first) * @copies + c.place
        FROM span s CROSS JOIN report_span t CROSS JOIN order_reports n CROSS JOIN copies c
        WHERE n.order_row BETWEEN s.first AND s.last;
        INSERT INTO order_flags (row, order_row, branch_id, slip_kind, slip, flagged_at, flagged_by, reason)
        SELECT f.base + (o.row - f.first) * @copies + c.place, s.base + (o.order_row - s.first) * @copies + c.place,
               c.branch, o.slip_kind, o.slip, o.flagged_at + c.place, o.flagged_by, o.reason
        FROM span s CROSS JOIN flag_span f CROSS JOIN order_flags o CROSS JOIN copies c WHERE o.branch_id = @template;
        INSERT INTO branch_hours (branch_id, hour, what, count)
        SELECT c.branch, h.hour, h.what, h.count FROM branch_hours h CROSS JOIN copies c WHERE h.branch_id = @template;

        WITH RECURSIVE gap (place) AS (
            SELECT 0 UNION ALL SELECT place + 1 FROM gap, span WHERE (place + 2) * 50 <= last - first)
        INSERT INTO number_gaps (branch_id, first, last, at, actor, reason)
        SELECT c.branch, s.number + g.place * 55 + 50, s.number + g.place * 55 + 54, 0, {Agent},
               'The branch knew the number before the store did: the store was restored from a backup.'
        FROM span s CROSS JOIN copies c CROSS JOIN gap g;
        INSERT INTO reports_without_order (branch_id, report_row, order_id, number, kind, at, agent_id)
        SELECT g.branch_id, 1000000000 + g.first, lower(hex(randomblob(16))), g.first, 'signed', g.at, g.actor
        FROM number_gaps g;
        UPDATE branches SET next_number = (SELECT MAX(o.number) + 1 FROM orders o WHERE o.branch_id = branches.id)
        WHERE id IN (SELECT branch FROM copies);
        """;
}
