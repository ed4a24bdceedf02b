using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string FromIncidents =
        "FROM dbo.incidents AS i INNER JOIN dbo.branches AS b ON b.id = i.branch_id";

    private const string ClosedIncidents =
        """
        i.closed_at IS NOT NULL
          AND (@at IS NULL OR i.opened_at < @at OR (i.opened_at = @at AND i.id < @id))
        ORDER BY i.opened_at DESC, i.id DESC;
        """;

    private static readonly Statement s_readOpenIncidents =
        new($"SELECT {IncidentStateColumns} {FromIncidents} WHERE i.closed_at IS NULL;");

    private static readonly Statement s_readClosedIncidents =
        new($"SELECT TOP (@limit) {IncidentStateColumns} {FromIncidents} WHERE {ClosedIncidents}");

    // A branch by itself, so that its index serves the page.
    private static readonly Statement s_readClosedOfBranch = new(
        $"""
        SELECT TOP (@limit) {IncidentStateColumns} {FromIncidents}
        WHERE i.branch_id = @branch AND {ClosedIncidents}
        """);

    private static readonly Statement s_findIncident = new(
        $"""
        SELECT {IncidentStateColumns}, i.acknowledged_note AS Note, i.since AS Since, i.amount AS Amount,
               i.escalate_at AS EscalateAt
        {FromIncidents} WHERE i.id = @id;
        SELECT TOP (@max) o.id AS Id, o.number AS Number, o.external_id AS ExternalId, o.channel AS Channel,
               c.kind AS ChannelKind, o.total_cents AS TotalCents, l.since AS Since, l.overdue_at AS OverdueAt,
               l.outcome AS Outcome, l.outcome_at AS OutcomeAt
        FROM dbo.incident_orders AS l INNER JOIN dbo.orders AS o ON o.order_row = l.order_row
        LEFT JOIN dbo.channels AS c ON c.id = o.channel
        WHERE l.incident_id = @id ORDER BY l.order_row, l.since;
        SELECT n.id AS Id, c.name AS Contact, c.kind AS Way, n.kind AS Kind, n.made_at AS MadeAt,
               n.outcome AS Outcome
        FROM dbo.notices AS n INNER JOIN dbo.contacts AS c ON c.id = n.contact_id
        WHERE n.incident_id = @id ORDER BY n.made_at, c.level_no, c.name, n.id;
        SELECT a.notice_id AS NoticeId, a.attempted_at AS At, a.outcome AS Outcome, a.detail AS Detail
        FROM dbo.notices AS n INNER JOIN dbo.notice_attempts AS a ON a.notice_id = n.id
        WHERE n.incident_id = @id ORDER BY a.notice_id, a.place;
        """);

    /// <inheritdoc />
    public Task<IncidentList> ReadIncidentsAsync(
        IReadOnlyList<string>? scope, IncidentKey? after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var open = await session.ReadAsync<IncidentRecord>(s_readOpenIncidents, null, token);
                var closed = new List<IncidentRecord>();
                foreach (var branch in scope ?? [null!])
                {
                    closed.AddRange(await session.ReadAsync<IncidentRecord>(
                        branch is null ? s_readClosedIncidents : s_readClosedOfBranch,
                        new { branch, at = after?.OpenedAt, id = after?.Id, limit = max + 1 }, token));
                }

                return IncidentRecord.Merge(open, closed, scope, max);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IncidentStory?> FindIncidentAsync(string id, int maxOrders, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                await using var results = await session.ReadManyAsync(
                    s_findIncident, new { id, max = maxOrders }, token);
                var incident = await results.ReadSingleOrDefaultAsync<IncidentRecord>();
                var orders = await results.ReadAsync<NoticeOrderRecord>();
                var notices = await results.ReadAsync<SentNoticeRecord>();
                return incident?.ToStory(orders, notices, await results.ReadAsync<AttemptRecord>());
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<ContactBook> ReadContactBookAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken)
    {
        bool IsSeen(string branchId) => scope?.Contains(branchId, StringComparer.Ordinal) ?? true;
        return new ContactBook(
            [
                .. (await ReadBranchesAsync(cancellationToken)).Where(branch => IsSeen(branch.Id))
                    .OrderBy(branch => branch.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(branch => new NamedBranch(branch.Id, branch.Name)),
            ],
            [
                .. (await ReadContactsAsync(null, cancellationToken)).Where(contact => IsSeen(contact.BranchId)),
            ]);
    }
}
