using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string SelectMoves =
        """
        SELECT from_state AS "From", to_state AS "To", at AS At, actor AS Actor, reason AS Reason
        FROM order_events WHERE order_row = @row ORDER BY seq
        """;

    private const string SelectStoryReports =
        """
        SELECT r.kind AS Kind, r.at AS At, r.received_at AS ReceivedAt, j.agent_id AS AgentId,
               r.sequence AS Sequence, r.remark AS Remark, r.data AS Data
        FROM order_reports n JOIN reports r ON r.row = n.report_row JOIN journals j ON j.row = r.journal_row
        WHERE n.order_row = @row ORDER BY n.report_row
        """;

    private const string SelectCounterOrders =
        """
        SELECT id AS Id, number AS Number, state AS State, created_at AS CreatedAt, void_reason AS Reason
        FROM orders WHERE voids = @id ORDER BY row
        """;

    private const string SelectStoryAlerts =
        """
        SELECT incident_id AS IncidentId, kind AS Kind, overdue_at AS OverdueAt, listed_at AS ListedAt
        FROM incident_orders WHERE order_row = @row ORDER BY listed_at
        """;

    private const string SelectStoryNotices =
        """
        SELECT n.kind AS Kind, c.name AS ContactName, c.kind AS ContactKind, n.made_at AS MadeAt,
               n.ended_at AS EndedAt, n.outcome AS Outcome, n.attempts AS Attempts
        FROM (SELECT incident_id, MIN(listed_at) AS listed_at FROM incident_orders WHERE order_row = @row
              GROUP BY incident_id) l
        JOIN notices n ON n.incident_id = l.incident_id JOIN contacts c ON c.id = n.contact_id
        WHERE n.made_at >= l.listed_at ORDER BY n.made_at LIMIT 100
        """;

    /// <inheritdoc />
    public Task<OrderPortrait?> FindPortraitAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<PortraitRecord>(
                OrderColumns.Select.Replace("FROM orders o", OfBranch, StringComparison.Ordinal)
                + " JOIN branches b ON b.id = o.branch_id WHERE o.id = @id",
                new { id = OrderRecord.Bytes(id) })?.ToPortrait(),
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Act>> ReadActsOnAsync(
        string subject, int max, CancellationToken cancellationToken)
    {
        var page = await ReadAuditAsync(new AuditFilter(Subject: subject), null, null, max, cancellationToken);
        return [.. page.Entries.Select(entry => entry.Act)];
    }

    /// <inheritdoc />
    public Task<OrderStory> ReadStoryAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => ReadStory(connection, OrderRecord.Bytes(id)), cancellationToken);

    private const string OfBranch =
        """
        , o.lease_agent AS LeaseAgent, o.lease_until AS LeaseUntil, b.name AS BranchName, b.time_zone AS TimeZone
        FROM orders o
        """;

    private static OrderStory ReadStory(SqliteConnection connection, byte[] id)
    {
        var row = connection.QuerySingleOrDefault<long?>("SELECT row FROM orders WHERE id = @id", new { id });
        return new OrderStory(
            [.. connection.Query<MoveRecord>(SelectMoves, new { row }).Select(move => move.ToMove())],
            [.. connection.Query<StoryReportRecord>(SelectStoryReports, new { row }).Select(one => one.ToReport())],
            [
                .. connection.Query<(long At, string Actor, string Reason)>(
                    "SELECT at, actor, reason FROM erasures WHERE order_row = @row ORDER BY row", new { row })
                .Select(e => new StoryErasure(StoredTime.FromStored(e.At), e.Actor, e.Reason)),
            ],
            [.. connection.Query<CounterOrderRecord>(SelectCounterOrders, new { id }).Select(o => o.ToCounterOrder())],
            [.. connection.Query<StoryAlertRecord>(SelectStoryAlerts, new { row }).Select(one => one.ToAlert())],
            [.. connection.Query<StoryNoticeRecord>(SelectStoryNotices, new { row }).Select(one => one.ToNotice())]);
    }
}
