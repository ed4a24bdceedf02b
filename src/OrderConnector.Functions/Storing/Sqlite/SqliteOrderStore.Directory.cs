using Dapper;
using OrderConnector.Core.Agents;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string SelectSellerData =
        """
        SELECT version AS Version, branch_id AS BranchId, branch_name AS BranchName, company AS Company,
               street AS Street, zip AS Zip, city AS City, country AS Country, tax_number AS TaxNumber,
               vat_id AS VatId, time_zone AS TimeZone
        FROM seller_data
        """;

    /// <inheritdoc />
    public Task<bool> AddBranchAsync(
        NewBranch branch, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => RecordIf(session, Acts.BranchAdded(branch, actor, now), session.Connection.Execute(
                """
                INSERT INTO branches (id, name, time_zone, first_number, last_number, next_number, created_at)
                VALUES (@Id, @Name, @TimeZone, @FirstNumber, @LastNumber, @FirstNumber, @now)
                ON CONFLICT (id) DO NOTHING
                """,
                new
                {
                    branch.Id, branch.Name, branch.TimeZone, branch.FirstNumber, branch.LastNumber,
                    now = now.ToStored(),
                }) == 1),
            cancellationToken);

    /// <inheritdoc />
    public Task<SellerData?> AddSellerDataAsync(
        SellerData data, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                if (AddSellerData(session, data, now) is not { } version)
                {
                    return null;
                }

                KeepTimeZone(session, data);
                Record(session, Acts.SellerSet(data, actor, now));
                return data with { Version = (int)version };
            },
            cancellationToken);

    // A branch has one clock: receipts, alerts and pages go by the same.
    private static void KeepTimeZone(SqliteSession session, SellerData data) => session.Connection.Execute(
        "UPDATE branches SET time_zone = @TimeZone WHERE id = @BranchId AND time_zone <> @TimeZone",
        new { data.TimeZone, data.BranchId });

    private static long? AddSellerData(SqliteSession session, SellerData data, DateTimeOffset now) =>
        session.Connection.QuerySingleOrDefault<long?>(
            """
            INSERT INTO seller_data (branch_id, version, branch_name, company, street, zip, city, country,
                                     tax_number, vat_id, time_zone, created_at)
            SELECT b.id, (SELECT COALESCE(MAX(version), 0) + 1 FROM seller_data WHERE branch_id = b.id),
                   @BranchName, @Company, @Street, @Zip, @City, @Country, @TaxNumber, @VatId, @TimeZone, @now
            FROM branches b WHERE b.id = @BranchId
            RETURNING version
            """,
            new
            {
                data.BranchId, data.BranchName, data.Company, data.Street, data.Zip, data.City, data.Country,
                data.TaxNumber, data.VatId, data.TimeZone, now = now.ToStored(),
            });

    /// <inheritdoc />
    public Task<SellerData?> FindSellerDataAsync(string branchId, int? version, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<SellerDataRecord>(
                $"""
                {SelectSellerData} WHERE branch_id = @branchId AND (@version IS NULL OR version = @version)
                ORDER BY version DESC LIMIT 1
                """,
                new { branchId, version })?.ToSellerData(),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchRow>> ReadBranchesAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<BranchRow>>(
            connection =>
            [
                .. connection.Query<BranchRow>(
                    """
                    SELECT id AS Id, name AS Name, first_number AS FirstNumber, last_number AS LastNumber,
                           next_number AS NextNumber, time_zone AS TimeZone
                    FROM branches ORDER BY id
                    """),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> AddChannelAsync(
        Channel channel, StoredKey key, string actor, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var added = session.Connection.Execute(
                    """
                    INSERT INTO channels (id, kind, release, branches) VALUES (@Id, @Kind, @Release, @branches)
                    ON CONFLICT (id) DO NOTHING
                    """,
                    new
                    {
                        channel.Id, channel.Kind, channel.Release, branches = StoredList.ToJson(channel.Branches),
                    }) == 1;
                if (added)
                {
                    InsertKey(session.Connection, key);
                }

                return RecordIf(session, Acts.ChannelAdded(channel, key, actor), added);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<Channel?> FindChannelAsync(string id, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<(string Kind, string Release, string Branches)?>(
                "SELECT kind, release, branches FROM channels WHERE id = @id", new { id }) is { } row
                ? new Channel(id, row.Kind, row.Release, StoredList.FromJson(row.Branches))
                : null,
            cancellationToken);
}
