using OrderConnector.Core.Agents;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_addBranch = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        INSERT INTO dbo.branches (id, name, time_zone, first_number, last_number, next_number, steps, created_at)
        SELECT @id, @name, @zone, @first, @last, @first, 0, @called
        WHERE NOT EXISTS (SELECT 1 FROM dbo.branches AS b WHERE b.id = @id);
        SET @answer = @@ROWCOUNT;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    // Two versions written at once meet at the primary key; the later one counts anew.
    private static readonly Statement s_addSellerData = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        DECLARE @version INT;
        BEGIN TRANSACTION;
        SELECT @version = COALESCE(MAX(s.version), 0) + 1 FROM dbo.seller_data AS s WHERE s.branch_id = @branch;
        INSERT INTO dbo.seller_data (branch_id, version, branch_name, company, street, zip, city, country, tax_number,
                                     vat_id, time_zone, created_at)
        SELECT b.id, @version, @name, @company, @street, @zip, @city, @country, @taxNumber, @vatId, @zone, @called
        FROM dbo.branches AS b WHERE b.id = @branch;
        IF @@ROWCOUNT = 1
            SET @answer = @version;
        UPDATE dbo.branches SET time_zone = @zone WHERE branches.id = @branch AND branches.time_zone <> @zone;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_findSellerData = new(
        """
        SELECT TOP (1) s.version AS Version, s.branch_id AS BranchId, s.branch_name AS BranchName,
               s.company AS Company, s.street AS Street, s.zip AS Zip, s.city AS City, s.country AS Country,
               s.tax_number AS TaxNumber, s.vat_id AS VatId, s.time_zone AS TimeZone
        FROM dbo.seller_data AS s WHERE s.branch_id = @branch AND (@version IS NULL OR s.version = @version)
        ORDER BY s.version DESC;
        """);

    private static readonly Statement s_readBranches = new(
        """
        SELECT b.id AS Id, b.name AS Name, b.first_number AS FirstNumber, b.last_number AS LastNumber,
               b.next_number AS NextNumber, b.time_zone AS TimeZone
        FROM dbo.branches AS b ORDER BY b.id;
        """);

    private static readonly Statement s_findChannel = new(
        """
        SELECT c.kind AS Kind, c.release_mode AS Release, c.branches AS Branches
        FROM dbo.channels AS c WHERE c.id = @id;
        """);

    /// <inheritdoc />
    public async Task<bool> AddBranchAsync(
        NewBranch branch, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_addBranch,
                AuditSql.With(
                    new
                    {
                        id = branch.Id, name = branch.Name, zone = branch.TimeZone, first = branch.FirstNumber,
                        last = branch.LastNumber, call, called = now.ToStored(),
                    },
                    Acts.BranchAdded(branch, actor, now)),
                token),
            cancellationToken) == 1;

    /// <inheritdoc />
    public async Task<SellerData?> AddSellerDataAsync(
        SellerData data, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var version = await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_addSellerData,
                AuditSql.With(
                    new
                    {
                        branch = data.BranchId, name = data.BranchName, company = data.Company, street = data.Street,
                        zip = data.Zip, city = data.City, country = data.Country, taxNumber = data.TaxNumber,
                        vatId = data.VatId, zone = data.TimeZone, call, called = now.ToStored(),
                    },
                    Acts.SellerSet(data, actor, now)),
                token),
            cancellationToken);
        return version == 0 ? null : data with { Version = (int)version };
    }

    /// <inheritdoc />
    public Task<SellerData?> FindSellerDataAsync(string branchId, int? version, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => (await session.FindAsync<SellerDataRecord>(
                s_findSellerData, new { branch = branchId, version }, token))?.ToSellerData(),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchRow>> ReadBranchesAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<BranchRow>>(
            async (session, token) => await session.ReadAsync<BranchRow>(s_readBranches, null, token),
            cancellationToken);

    /// <inheritdoc />
    public Task<Channel?> FindChannelAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
                await session.FindAsync<(string Kind, string Release, string Branches)?>(
                    s_findChannel, new { id }, token) is { } row
                    ? new Channel(id, row.Kind, row.Release, StoredList.FromJson(row.Branches))
                    : null,
            cancellationToken);
}
