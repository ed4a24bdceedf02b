using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public Task<NumberPage> ReadNumbersAsync(
        string branchId, long from, long to, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                // One snapshot: an order stored between two reads would look like a number without a record.
                using var transaction = connection.BeginTransaction(deferred: true);
                return ReadNumbers(connection, branchId, from, to, max);
            },
            cancellationToken);

    private static NumberPage ReadNumbers(SqliteConnection connection, string branchId, long from, long to, int max)
    {
        var range = ReadRange(connection, branchId);
        if (range is null || NumberRegister.Page(range, from, to, max) is not { } page)
        {
            return new NumberPage([], null);
        }

        var span = new { branchId, from = page.From, to = page.To };
        var fates = NumberRegister.Explain(
            range, page.From, page.To, ReadNumbered(connection, span), ReadGaps(connection, span),
            ReadLost(connection, span));
        return new NumberPage(fates, page.To < Math.Min(to, range.Last) ? page.To + 1 : null);
    }

    private static NumberRange? ReadRange(SqliteConnection connection, string branchId) =>
        connection.QuerySingleOrDefault<NumberRange>(
            """
            SELECT first_number AS First, last_number AS Last, next_number AS Next FROM branches WHERE id = @branchId
            """,
            new { branchId });

    private static IEnumerable<NumberedFate> ReadNumbered(SqliteConnection connection, object span) =>
        connection.Query<(long Number, string State, long Since, string? Reason, byte[] Id, string Actor)>(
            """
            SELECT number, state, state_since, state_reason, id, state_actor FROM orders
            WHERE branch_id = @branchId AND number BETWEEN @from AND @to
            """,
            span)
        .Select(o => new NumberedFate(
            o.Number, o.State, StoredTime.FromStored(o.Since), o.Reason, OrderRecord.IdOf(o.Id).Value, o.Actor));

    // Gaps do not overlap: the last that begins before the span is the only one of those that may reach into it.
    private static List<NumberGap> ReadGaps(SqliteConnection connection, object span) =>
        [
            .. connection.Query<(long First, long Last, long At, string Actor, string Reason)>(
                """
                SELECT first, last, at, actor, reason FROM number_gaps
                WHERE branch_id = @branchId AND last >= @from AND first <= @to
                  AND first >= (SELECT COALESCE(MAX(first), 0) FROM number_gaps
                                WHERE branch_id = @branchId AND first <= @from)
                """,
                span)
            .Select(g => new NumberGap(g.First, g.Last, StoredTime.FromStored(g.At), g.Actor, g.Reason)),
        ];

    private static IEnumerable<LostNumber> ReadLost(SqliteConnection connection, object span) =>
        connection.Query<(long Number, string OrderId, long At, string Kind, string AgentId)>(
            """
            SELECT number, order_id, at, kind, agent_id FROM reports_without_order
            WHERE branch_id = @branchId AND number BETWEEN @from AND @to ORDER BY report_row
            """,
            span)
        .Select(l => new LostNumber(l.Number, l.OrderId, StoredTime.FromStored(l.At), l.Kind, l.AgentId));

    /// <inheritdoc />
    public Task<BranchStatus?> ReadBranchStatusAsync(
        string branchId, DateTimeOffset now, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<StatusRecord>(
                """
                SELECT b.first_number AS FirstNumber, b.last_number AS LastNumber, b.next_number AS NextNumber,
                       (SELECT MAX(seen_at) FROM agents WHERE branch_id = b.id AND revoked_at IS NULL) AS SeenAt,
                       (SELECT tss FROM agents WHERE branch_id = b.id AND revoked_at IS NULL
                        ORDER BY seen_at DESC LIMIT 1) AS Tss,
                       (SELECT COUNT(*) FROM (SELECT 1 FROM orders WHERE branch_id = b.id AND state = 'queued'
                                              LIMIT 100000)) AS Pending,
                       (SELECT state_since FROM orders WHERE branch_id = b.id AND state = 'queued'
                        ORDER BY row LIMIT 1) AS OldestAt,
                       COALESCE((SELECT company IS NOT NULL AND street IS NOT NULL AND zip IS NOT NULL
                                        AND city IS NOT NULL AND tax_number IS NOT NULL
                                 FROM seller_data WHERE branch_id = b.id ORDER BY version DESC LIMIT 1), 0)
                           AS SellerComplete,
                       EXISTS (SELECT 1 FROM emergencies e WHERE e.branch_id = b.id AND e.ended_at IS NULL)
                           AS InEmergency
                FROM branches b WHERE b.id = @branchId
                """,
                new { branchId })?.ToStatus(),
            cancellationToken);
}
