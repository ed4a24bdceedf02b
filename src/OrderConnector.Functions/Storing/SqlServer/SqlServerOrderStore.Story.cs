using Dapper;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_findPortrait = new(
        $"""
        SELECT {OrderSql.Columns}, o.lease_agent AS LeaseAgent, o.lease_until AS LeaseUntil, b.name AS BranchName,
               b.time_zone AS TimeZone
        {OrderSql.From} INNER JOIN dbo.branches AS b ON b.id = o.branch_id WHERE o.id = @id;
        """);

    private static readonly Statement s_readStory = new(
        """
        SELECT e.from_state AS [From], e.to_state AS [To], e.happened_at AS At, e.actor AS Actor, e.reason AS Reason
        FROM dbo.order_events AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row
        WHERE o.id = @id ORDER BY e.place;
        SELECT r.kind AS Kind, r.told_at AS At, r.received_at AS ReceivedAt, j.agent_id AS AgentId,
               r.sequence AS Sequence, r.remark AS Remark, r.report_data AS Data
        FROM dbo.orders AS o INNER JOIN dbo.order_reports AS n ON n.order_row = o.order_row
            INNER JOIN dbo.reports AS r ON r.report_row = n.report_row
            INNER JOIN dbo.journals AS j ON j.journal_row = r.journal_row
        WHERE o.id = @id ORDER BY n.report_row;
        SELECT e.happened_at AS At, e.actor AS Actor, e.reason AS Reason
        FROM dbo.erasures AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row
        WHERE o.id = @id ORDER BY e.erasure_row;
        SELECT v.id AS Id, v.number AS Number, v.state AS State, v.created_at AS CreatedAt, v.void_reason AS Reason
        FROM dbo.orders AS v WHERE v.voids = @id ORDER BY v.order_row;
        SELECT l.incident_id AS IncidentId, l.kind AS Kind, l.overdue_at AS OverdueAt, l.listed_at AS ListedAt
        FROM dbo.orders AS o INNER JOIN dbo.incident_orders AS l ON l.order_row = o.order_row
        WHERE o.id = @id ORDER BY l.listed_at;
        SELECT TOP (100) n.kind AS Kind, c.name AS ContactName, c.kind AS ContactKind, n.made_at AS MadeAt,
               n.ended_at AS EndedAt, n.outcome AS Outcome, n.attempts AS Attempts
        FROM (SELECT i.incident_id AS incident_id, MIN(i.listed_at) AS listed_at
              FROM dbo.orders AS o INNER JOIN dbo.incident_orders AS i ON i.order_row = o.order_row
              WHERE o.id = @id GROUP BY i.incident_id) AS l
            INNER JOIN dbo.notices AS n ON n.incident_id = l.incident_id
            INNER JOIN dbo.contacts AS c ON c.id = n.contact_id
        WHERE n.made_at >= l.listed_at ORDER BY n.made_at;
        """);

    /// <inheritdoc />
    public Task<OrderPortrait?> FindPortraitAsync(OrderId id, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => (await session.FindAsync<PortraitRecord>(
                s_findPortrait, new { id = FixedBinary.Of(id) }, token))?.ToPortrait(),
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
        ReadAsync(
            async (session, token) =>
            {
                await using var results = await session.ReadManyAsync(
                    s_readStory, new { id = FixedBinary.Of(id) }, token);
                var moves = (await results.ReadAsync<MoveRecord>()).AsList();
                var reports = (await results.ReadAsync<StoryReportRecord>()).AsList();
                var erasures = (await results.ReadAsync<(long At, string Actor, string Reason)>()).AsList();
                var counters = (await results.ReadAsync<CounterOrderRecord>()).AsList();
                var alerts = (await results.ReadAsync<StoryAlertRecord>()).AsList();
                var notices = (await results.ReadAsync<StoryNoticeRecord>()).AsList();
                return new OrderStory(
                    moves.ConvertAll(move => move.ToMove()),
                    reports.ConvertAll(report => report.ToReport()),
                    erasures.ConvertAll(e => new StoryErasure(StoredTime.FromStored(e.At), e.Actor, e.Reason)),
                    counters.ConvertAll(order => order.ToCounterOrder()),
                    alerts.ConvertAll(alert => alert.ToAlert()),
                    notices.ConvertAll(notice => notice.ToNotice()));
            },
            cancellationToken);
}
