using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>Runs each numbered script once, in order, in one transaction, one process at a time.</summary>
internal static partial class SqlServerSchema
{
    private const string Prefix = "OrderConnector.Functions.Storing.SqlServer.Scripts.";

    private static readonly Statement s_readApplied = new(
        """
        IF OBJECT_ID(N'dbo.schema_scripts', N'U') IS NOT NULL
            SELECT s.name AS Name FROM dbo.schema_scripts AS s;
        """);

    private static readonly Statement s_makeTable = new(
        """
        IF OBJECT_ID(N'dbo.schema_scripts', N'U') IS NULL
            CREATE TABLE dbo.schema_scripts (
                name       NVARCHAR(100) COLLATE Latin1_General_BIN2 NOT NULL,
                applied_at BIGINT NOT NULL,
                CONSTRAINT schema_scripts_key PRIMARY KEY (name)
            );
        """);

    private static readonly Statement s_recordScript =
        new("INSERT INTO dbo.schema_scripts (name, applied_at) VALUES (@name, @now);");

    // Held until the transaction ends: of processes that start together one works and the others then find it done.
    private static readonly Statement s_lock = new(
        $"""
        {OrderSql.Whole}
        DECLARE @result INT;
        EXEC @result = sp_getapplock @Resource = N'OrderConnector.schema', @LockMode = N'Exclusive',
            @LockOwner = N'Transaction', @LockTimeout = 60000;
        IF @result < 0
            THROW 50003, N'Another process has been changing the schema for a minute.', 1;
        """);

    // Where that call is missing: a row that a transaction changes is its own until it ends.
    private static readonly Statement s_makeLockTable = new(
        """
        IF OBJECT_ID(N'dbo.schema_lock', N'U') IS NULL
            CREATE TABLE dbo.schema_lock (
                id    INT NOT NULL,
                turns BIGINT NOT NULL,
                CONSTRAINT schema_lock_key PRIMARY KEY (id)
            );
        """);

    private static readonly Statement s_makeLockRow = new(
        """
        INSERT INTO dbo.schema_lock (id, turns)
        SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM dbo.schema_lock AS l WHERE l.id = 1);
        """);

    private static readonly Statement s_takeLockRow =
        new("UPDATE dbo.schema_lock SET turns = schema_lock.turns + 1 WHERE id = 1;");

    /// <summary>Brings the schema up to date, or says what is missing where the process may not change it.</summary>
    /// <exception cref="OptionsValidationException">Scripts are missing, and the process may not run them.</exception>
    public static async Task BringUpToDateAsync(
        SqlServerOrderStore store, bool mayChange, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A look first: a process whose schema is up to date needs no right to change it, and waits for nobody.
        var missing = await store.ReadAsync(FindMissingAsync, cancellationToken);
        if (missing.Count == 0)
        {
            return;
        }

        if (!mayChange)
        {
            throw new OptionsValidationException("", typeof(StoringOptions), [
                $"Store:Migrate is false and the database lacks {string.Join(", ", missing)}: run \"admin migrate\" "
                + "with a login that may change the schema."]);
        }

        try
        {
            await store.WriteAsync(
                (session, _, token) => MigrateAsync(session, s_lock, clock, token), cancellationToken);
        }
        catch (Exception failure) when (store.NumberOf(failure) == SqlServerFailures.NoSuchProcedure)
        {
            await MakeLockAsync(store, cancellationToken);
            await store.WriteAsync(
                (session, _, token) => MigrateAsync(session, s_takeLockRow, clock, token), cancellationToken);
        }
    }

    /// <summary>The scripts' names, ascending.</summary>
    public static IReadOnlyList<string> Names() =>
        [.. typeof(SqlServerSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal)];

    /// <summary>A script's batches: GO on a line of its own parts them, for a trigger must stand alone.</summary>
    public static IReadOnlyList<Statement> Batches(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return [.. Go().Split(reader.ReadToEnd()).Where(text => text.Trim().Length > 0)
            .Select(text => new Statement(text.Trim()))];
    }

    private static async Task<List<string>> FindMissingAsync(
        SqlServerSession session, CancellationToken cancellationToken)
    {
        var applied = await session.ReadAsync<string>(s_readApplied, null, cancellationToken);
        return [.. Names().Except(applied, StringComparer.Ordinal)];
    }

    private static async Task<int> MigrateAsync(
        SqlServerSession session, Statement takeLock, TimeProvider clock, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync(takeLock, null, cancellationToken);
        await session.ExecuteAsync(s_makeTable, null, cancellationToken);
        var missing = await FindMissingAsync(session, cancellationToken);
        foreach (var name in missing)
        {
            foreach (var batch in Batches(name))
            {
                await session.ExecuteAsync(batch, null, cancellationToken);
            }

            await session.ExecuteAsync(
                s_recordScript, new { name, now = clock.GetUtcNow().ToStored() }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return missing.Count;
    }

    private static async Task MakeLockAsync(SqlServerOrderStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(
                (session, _, token) => session.ExecuteAsync(s_makeLockTable, null, token), cancellationToken);
        }
        catch (Exception failure) when (store.NumberOf(failure) == SqlServerFailures.ObjectExists)
        {
            // Another process was first, between the look and the making.
        }

        await store.WriteAsync(
            (session, _, token) => session.ExecuteAsync(s_makeLockRow, null, token), cancellationToken);
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();
}
