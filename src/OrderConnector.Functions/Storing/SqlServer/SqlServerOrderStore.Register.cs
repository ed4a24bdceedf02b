using OrderConnector.Core.Orders;
using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_readRange = new(
        """
        SELECT b.first_number AS First, b.last_number AS Last, b.next_number AS Next
        FROM dbo.branches AS b WHERE b.id = @branch;
        """);

    private static readonly Statement s_readNumbered = new(
        """
        SELECT o.number AS Number, o.state AS State, o.state_since AS Since, o.state_reason AS Reason, o.id AS Id,
               o.state_actor AS Actor
        FROM dbo.orders AS o WHERE o.branch_id = @branch AND o.number BETWEEN @from AND @to;
        """);

    // Gaps do not overlap: the last that begins before the span is the only one of those that may reach into it.
    private static readonly Statement s_readGaps = new(
        """
        SELECT g.first_number AS First, g.last_number AS Last, g.happened_at AS At, g.actor AS Actor,
               g.reason AS Reason
        FROM dbo.number_gaps AS g
        WHERE g.branch_id = @branch AND g.last_number >= @from AND g.first_number <= @to
          AND g.first_number >= (SELECT COALESCE(MAX(p.first_number), 0) FROM dbo.number_gaps AS p
                                 WHERE p.branch_id = @branch AND p.first_number <= @from);
        """);

    private static readonly Statement s_readLost = new(
        """
        SELECT w.number AS Number, w.order_id AS OrderId, w.told_at AS At, w.kind AS Kind, w.agent_id AS AgentId
        FROM dbo.reports_without_order AS w
        WHERE w.branch_id = @branch AND w.number BETWEEN @from AND @to ORDER BY w.report_row;
        """);

    private static readonly Statement s_readStatus = new(
        """
        SELECT b.first_number AS FirstNumber, b.last_number AS LastNumber, b.next_number AS NextNumber,
               (SELECT MAX(a.seen_at) FROM dbo.agents AS a
                WHERE a.branch_id = b.id AND a.revoked_at IS NULL) AS SeenAt,
               (SELECT TOP (1) a.tss FROM dbo.agents AS a WHERE a.branch_id = b.id AND a.revoked_at IS NULL
                ORDER BY a.seen_at DESC) AS Tss,
               (SELECT COUNT(*) FROM (SELECT TOP (100000) o.order_row FROM dbo.orders AS o
                                      WHERE o.branch_id = b.id AND o.state = N'queued') AS q) AS Pending,
               (SELECT TOP (1) o.state_since FROM dbo.orders AS o WHERE o.branch_id = b.id AND o.state = N'queued'
                ORDER BY o.order_row) AS OldestAt,
               COALESCE((SELECT TOP (1) CASE WHEN s.company IS NOT NULL AND s.street IS NOT NULL AND s.zip IS NOT NULL
                                               AND s.city IS NOT NULL AND s.tax_number IS NOT NULL
                                             THEN 1 ELSE 0 END
                         FROM dbo.seller_data AS s WHERE s.branch_id = b.id ORDER BY s.version DESC), 0)
                   AS SellerComplete,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.emergencies AS e
                                 WHERE e.branch_id = b.id AND e.ended_at IS NULL)
                    THEN 1 ELSE 0 END AS InEmergency
        FROM dbo.branches AS b WHERE b.id = @branch;
        """);

    /// <inheritdoc />
    public Task<NumberPage> ReadNumbersAsync(
        string branchId, long from, long to, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                // The range first: what is below its next number was committed together with it, so each later read
                // finds its order or its gap, without a snapshot that the server may not offer.
                var range = await session.FindAsync<NumberRange>(s_readRange, new { branch = branchId }, token);
                if (range is null || NumberRegister.Page(range, from, to, max) is not { } page)
                {
                    return new NumberPage([], null);
                }

                var span = new { branch = branchId, from = page.From, to = page.To };
                var fates = NumberRegister.Explain(
                    range, page.From, page.To, await ReadNumberedAsync(session, span, token),
                    await ReadGapsAsync(session, span, token), await ReadLostAsync(session, span, token));
                return new NumberPage(fates, page.To < Math.Min(to, range.Last) ? page.To + 1 : null);
            },
            cancellationToken);

    private static async Task<IEnumerable<NumberedFate>> ReadNumberedAsync(
        SqlServerSession session, object span, CancellationToken cancellationToken) =>
        (await session.ReadAsync<(long Number, string State, long Since, string? Reason, byte[] Id, string Actor)>(
            s_readNumbered, span, cancellationToken))
        .Select(o => new NumberedFate(
            o.Number, o.State, StoredTime.FromStored(o.Since), o.Reason, OrderRecord.IdOf(o.Id).Value, o.Actor));

    private static async Task<List<NumberGap>> ReadGapsAsync(
        SqlServerSession session, object span, CancellationToken cancellationToken) =>
        (await session.ReadAsync<(long First, long Last, long At, string Actor, string Reason)>(
            s_readGaps, span, cancellationToken))
        .ConvertAll(g => new NumberGap(g.First, g.Last, StoredTime.FromStored(g.At), g.Actor, g.Reason));

    private static async Task<IEnumerable<LostNumber>> ReadLostAsync(
        SqlServerSession session, object span, CancellationToken cancellationToken) =>
        (await session.ReadAsync<(long Number, string OrderId, long At, string Kind, string AgentId)>(
            s_readLost, span, cancellationToken))
        .Select(l => new LostNumber(l.Number, l.OrderId, StoredTime.FromStored(l.At), l.Kind, l.AgentId));

    /// <inheritdoc />
    public Task<BranchStatus?> ReadBranchStatusAsync(
        string branchId, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
                (await session.FindAsync<StatusRecord>(s_readStatus, new { branch = branchId }, token))?.ToStatus(),
            cancellationToken);
}
