using Dapper;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IPortalQueries
{
    /// <inheritdoc />
    public Task<IReadOnlyList<BranchLine>> ReadBranchLinesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<BranchLine>>(
            connection =>
            [
                .. connection.Query<BranchLineRecord>(
                    """
                    SELECT b.id AS Id, b.name AS Name, COALESCE(s.time_zone, b.time_zone) AS TimeZone,
                           b.first_number AS FirstNumber, b.last_number AS LastNumber, b.next_number AS NextNumber,
                           COALESCE(s.version, 0) AS SellerVersion,
                           COALESCE(s.company IS NOT NULL AND s.street IS NOT NULL AND s.zip IS NOT NULL
                                    AND s.city IS NOT NULL AND s.tax_number IS NOT NULL, 0) AS SellerComplete,
                           (SELECT COUNT(*) FROM agents a WHERE a.branch_id = b.id AND a.revoked_at IS NULL) AS Agents
                    FROM branches b
                    LEFT JOIN seller_data s ON s.branch_id = b.id
                        AND s.version = (SELECT MAX(version) FROM seller_data WHERE branch_id = b.id)
                    ORDER BY b.id
                    """)
                .Where(branch => scope is null || scope.Contains(branch.Id, StringComparer.Ordinal))
                .Select(branch => branch.ToLine()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<SellerVersion>> ReadSellerVersionsAsync(
        string branchId, int? below, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<SellerVersion>>(
            connection =>
            [
                .. connection.Query<SellerVersionRecord>(
                    """
                    SELECT version AS Version, branch_id AS BranchId, branch_name AS BranchName, company AS Company,
                           street AS Street, zip AS Zip, city AS City, country AS Country, tax_number AS TaxNumber,
                           vat_id AS VatId, time_zone AS TimeZone, created_at AS CreatedAt
                    FROM seller_data WHERE branch_id = @branchId AND version < @below
                    ORDER BY version DESC LIMIT @max
                    """,
                    new { branchId, below = below ?? int.MaxValue, max })
                .Select(version => version.ToVersion()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<ChannelLine>> ReadChannelLinesAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<ChannelLine>>(
            connection =>
            [
                .. connection.Query<ChannelLineRecord>(
                    """
                    SELECT c.id AS Id, c.kind AS Kind, c.release AS Release, c.branches AS Branches,
                           d.overdue_after AS OverdueAfter
                    FROM channels c LEFT JOIN channel_deadlines d ON d.channel = c.id ORDER BY c.id
                    """)
                .Select(channel => channel.ToLine()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<KeyLine>> ReadKeyLinesAsync(
        KeyUse use, string? subject, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<KeyLine>>(
            connection =>
            [
                .. connection.Query<KeyRecord>(
                    $"""
                    SELECT id AS Id, purpose AS Purpose, subject AS Subject, branches AS Branches,
                           uses_left AS UsesLeft, created_at AS CreatedAt, expires_at AS ExpiresAt,
                           revoked_at AS RevokedAt
                    FROM keys WHERE purpose = @purpose {(subject is null ? "" : "AND subject = @subject")}
                    ORDER BY created_at DESC, id
                    """,
                    new { purpose = KeyLines.PurposeOf(use), subject })
                .Select(key => key.ToLine(use)),
            ],
            cancellationToken);
}
