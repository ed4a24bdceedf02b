using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IPortalQueries
{
    private static readonly Statement s_branchLines = new(
        """
        SELECT b.id AS Id, b.name AS Name, COALESCE(s.time_zone, b.time_zone) AS TimeZone,
               b.first_number AS FirstNumber, b.last_number AS LastNumber, b.next_number AS NextNumber,
               COALESCE(s.version, 0) AS SellerVersion,
               CASE WHEN s.company IS NOT NULL AND s.street IS NOT NULL AND s.zip IS NOT NULL
                      AND s.city IS NOT NULL AND s.tax_number IS NOT NULL THEN 1 ELSE 0 END AS SellerComplete,
               (SELECT COUNT(*) FROM dbo.agents AS a WHERE a.branch_id = b.id AND a.revoked_at IS NULL) AS Agents
        FROM dbo.branches AS b
        LEFT JOIN dbo.seller_data AS s ON s.branch_id = b.id
            AND s.version = (SELECT MAX(n.version) FROM dbo.seller_data AS n WHERE n.branch_id = b.id)
        ORDER BY b.id;
        """);

    private static readonly Statement s_sellerVersions = new(
        """
        SELECT TOP (@max) s.version AS Version, s.branch_id AS BranchId, s.branch_name AS BranchName,
               s.company AS Company, s.street AS Street, s.zip AS Zip, s.city AS City, s.country AS Country,
               s.tax_number AS TaxNumber, s.vat_id AS VatId, s.time_zone AS TimeZone, s.created_at AS CreatedAt
        FROM dbo.seller_data AS s WHERE s.branch_id = @branch AND s.version < @below
        ORDER BY s.version DESC;
        """);

    private static readonly Statement s_channelLines = new(
        """
        SELECT c.id AS Id, c.kind AS Kind, c.release_mode AS Release, c.branches AS Branches,
               d.overdue_after AS OverdueAfter
        FROM dbo.channels AS c LEFT JOIN dbo.channel_deadlines AS d ON d.channel = c.id ORDER BY c.id;
        """);

    private const string KeyColumns =
        """
        k.id AS Id, k.purpose AS Purpose, k.subject AS Subject, k.branches AS Branches, k.uses_left AS UsesLeft,
        k.created_at AS CreatedAt, k.expires_at AS ExpiresAt, k.revoked_at AS RevokedAt
        FROM dbo.access_keys AS k
        """;

    private static readonly Statement s_keyLines = new(
        $"SELECT {KeyColumns} WHERE k.purpose = @purpose ORDER BY k.created_at DESC, k.id;");

    private static readonly Statement s_keyLinesOfSubject = new(
        $"""
        SELECT {KeyColumns} WHERE k.purpose = @purpose AND k.subject = @subject
        ORDER BY k.created_at DESC, k.id;
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchLine>> ReadBranchLinesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<BranchLine>>(
            async (session, token) =>
            [
                .. (await session.ReadAsync<BranchLineRecord>(s_branchLines, null, token))
                    .Where(branch => scope is null || scope.Contains(branch.Id, StringComparer.Ordinal))
                    .Select(branch => branch.ToLine()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<SellerVersion>> ReadSellerVersionsAsync(
        string branchId, int? below, int max, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SellerVersion>>(
            async (session, token) => (await session.ReadAsync<SellerVersionRecord>(
                s_sellerVersions, new { branch = branchId, below = below ?? int.MaxValue, max }, token))
                .ConvertAll(version => version.ToVersion()),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ChannelLine>> ReadChannelLinesAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<ChannelLine>>(
            async (session, token) => (await session.ReadAsync<ChannelLineRecord>(s_channelLines, null, token))
                .ConvertAll(channel => channel.ToLine()),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<KeyLine>> ReadKeyLinesAsync(
        KeyUse use, string? subject, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<KeyLine>>(
            async (session, token) => (await session.ReadAsync<KeyRecord>(
                subject is null ? s_keyLines : s_keyLinesOfSubject,
                new { purpose = KeyLines.PurposeOf(use), subject }, token))
                .ConvertAll(key => key.ToLine(use)),
            cancellationToken);
}
