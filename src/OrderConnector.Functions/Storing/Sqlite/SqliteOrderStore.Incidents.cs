using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string SelectIncidents =
        $"{SelectIncidentState} FROM incidents i JOIN branches b ON b.id = i.branch_id";

    /// <inheritdoc />
    public Task<IncidentList> ReadIncidentsAsync(
        IReadOnlyList<string>? scope, IncidentKey? after, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => IncidentRecord.Merge(
                connection.Query<IncidentRecord>($"{SelectIncidents} WHERE i.closed_at IS NULL"),
                scope is null
                    ? ReadClosed(connection, null, after, max)
                    : scope.SelectMany(branch => ReadClosed(connection, branch, after, max)),
                scope, max),
            cancellationToken);

    // A branch by itself, so that its index serves the page.
    private static IEnumerable<IncidentRecord> ReadClosed(
        SqliteConnection connection, string? branch, IncidentKey? after, int max)
    {
        var ofBranch = branch is null ? "" : "AND i.branch_id = @branch";
        var behind = after is null ? "" : "AND (i.opened_at, i.id) < (@at, @id)";
        return connection.Query<IncidentRecord>(
            $"""
            {SelectIncidents} WHERE i.closed_at IS NOT NULL {ofBranch} {behind}
            ORDER BY i.opened_at DESC, i.id DESC LIMIT @limit
            """,
            new { branch, at = after?.OpenedAt, id = after?.Id, limit = max + 1 });
    }

    /// <inheritdoc />
    public Task<IncidentStory?> FindIncidentAsync(string id, int maxOrders, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<IncidentRecord>(
                $"""
                {SelectIncidentState}, i.acknowledged_note AS Note, i.since AS Since, i.amount AS Amount,
                       i.escalate_at AS EscalateAt
                FROM incidents i JOIN branches b ON b.id = i.branch_id WHERE i.id = @id
                """,
                new { id })?.ToStory(
                    ReadNoticeOrders(connection, id, maxOrders),
                    connection.Query<SentNoticeRecord>(
                        """
                        SELECT n.id AS Id, c.name AS Contact, c.kind AS Way, n.kind AS Kind, n.made_at AS MadeAt,
                               n.outcome AS Outcome
                        FROM notices n JOIN contacts c ON c.id = n.contact_id
                        WHERE n.incident_id = @id ORDER BY n.made_at, c.level, c.name, n.id
                        """,
                        new { id }),
                    connection.Query<AttemptRecord>(
                        """
                        SELECT a.notice_id AS NoticeId, a.at AS At, a.outcome AS Outcome, a.detail AS Detail
                        FROM notices n JOIN notice_attempts a ON a.notice_id = n.id
                        WHERE n.incident_id = @id ORDER BY a.notice_id, a.place
                        """,
                        new { id })),
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
