using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Functions.Tests.Storing;

public sealed class SqliteSchemaTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Path.Combine(Directory.CreateTempSubdirectory("schema-").FullName, "data");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Fact]
    public async Task Processes_that_start_together_run_each_script_once()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => new SqliteOrderStore(Path.Combine(folder, "o.db"))).ToArray();

        await Task.WhenAll(stores.Select(store => store.MigrateAsync(default)));

        using var connection = new SqliteFile(Path.Combine(folder, "o.db")).OpenToRead();
        Assert.Equal(
            SqliteSchema.Names(), connection.Query<string>("SELECT name FROM schema_scripts ORDER BY name").ToArray());
        Assert.Equal("0001-orders.sql", SqliteSchema.Names()[0]);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Orders_listed_by_an_earlier_version_stay_listed()
    {
        Directory.CreateDirectory(folder);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "o.db")};Pooling=False"))
        {
            connection.Open();
            connection.Execute("CREATE TABLE schema_scripts (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID");
            foreach (var name in SqliteSchema.Names().TakeWhile(name => name != "0012-waits.sql"))
            {
                using var script = new StreamReader(typeof(SqliteSchema).Assembly.GetManifestResourceStream(
                    "OrderConnector.Functions.Storing.Scripts." + name)!);
                connection.Execute(await script.ReadToEndAsync());
                connection.Execute("INSERT INTO schema_scripts VALUES (@name)", new { name });
            }

            connection.Execute("INSERT INTO incident_orders VALUES (1, 'heldOrders', 'i', 2, 3, 4, 'queued', 5)");
        }

        await using var store = new SqliteOrderStore(Path.Combine(folder, "o.db"));
        await store.MigrateAsync(default);

        Assert.Equal("1 heldOrders i 2 3 4 queued 5", await store.Writer.WriteAsync(
            session => session.Connection.ExecuteScalar<string>(
                """
                SELECT order_row || ' ' || kind || ' ' || incident_id || ' ' || since || ' ' || overdue_at || ' '
                       || listed_at || ' ' || outcome || ' ' || outcome_at
                FROM incident_orders
                """)!,
            default));
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_file()
    {
        await using var store = new SqliteOrderStore(Path.Combine(folder, "o.db"));
        await store.MigrateAsync(default);
        await store.ProbeAsync(default);
        if (OperatingSystem.IsWindows())
        {
            Assert.True(File.Exists(Path.Combine(folder, "o.db")));
            return;
        }

        var ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode);
        var files = new DirectoryInfo(folder).GetFiles();
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(ownerOnly, file.UnixFileMode));
    }

    [Fact]
    public async Task Every_commit_is_flushed()
    {
        await using var store = new SqliteOrderStore(Path.Combine(folder, "o.db"));
        await store.MigrateAsync(default);

        Assert.Equal("wal", await ReadAsync(store, "PRAGMA journal_mode"));
        Assert.Equal("2", await ReadAsync(store, "PRAGMA synchronous"));
    }

    [Theory]
    [InlineData("UPDATE order_events SET actor = 'nobody'")]
    [InlineData("DELETE FROM order_events")]
    [InlineData("UPDATE reports SET kind = 'nothing'")]
    [InlineData("DELETE FROM reports")]
    [InlineData("UPDATE audit_log SET actor = 'nobody'")]
    [InlineData("DELETE FROM audit_log")]
    [InlineData("INSERT OR REPLACE INTO audit_log VALUES (1, 0, 'nobody', 'a', 's', NULL, NULL, NULL, X'00')")]
    [InlineData("INSERT INTO audit_log VALUES (3, 0, 'operator:eva', 'a', 's', NULL, NULL, NULL, X'00')")]
    public async Task What_happened_cannot_be_rewritten(string falsification)
    {
        await using var store = new SqliteOrderStore(Path.Combine(folder, "o.db"));
        await store.MigrateAsync(default);
        await store.Writer.WriteAsync(
            session => session.Connection.Execute(
                """
                INSERT INTO order_events VALUES (1, 1, NULL, 'queued', 0, 'channel:webshop', NULL);
                INSERT INTO reports VALUES (1, 1, 1, 'h', 'signed', NULL, 0, 0, NULL, '{}');
                INSERT INTO audit_log VALUES (1, 0, 'operator:eva', 'a', 's', NULL, NULL, NULL, X'00');
                """),
            default);

        var refused = await Assert.ThrowsAsync<SqliteException>(() => store.Writer.WriteAsync(
            session => session.Connection.Execute(falsification), default));

        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_had_orders_before_ids_had_places_keeps_to_ids_without()
    {
        await using (var before = new SqliteOrderStore(Path.Combine(folder, "o.db")))
        {
            await before.MigrateAsync(default);
            Assert.Equal(OrderId.Derive("webshop", "A"), before.IdOf("webshop", "A"));
            await before.AddBranchAsync(new NewBranch("mitte", "Mitte", 1, 9, "Europe/Berlin"), s_noon, default);
            await before.AddAsync(Order(OrderId.Derive("webshop", "A", OrderIdForm.Hashed)), default);
            await before.Writer.WriteAsync(
                session => session.Connection.Execute(
                    "DROP TABLE order_id_form; DELETE FROM schema_scripts WHERE name = '0011-ids.sql';"),
                default);
        }

        await using var store = new SqliteOrderStore(Path.Combine(folder, "o.db"));
        await store.MigrateAsync(default);

        Assert.IsType<AddOrderOutcome.AlreadyKnown>(await store.AddAsync(Order(store.IdOf("webshop", "A")), default));
    }

    [Theory]
    [InlineData("Store:Provider", "Postgres", "Store:Provider must be \"Sqlite\" or \"SqlServer\".")]
    [InlineData("Store:DataDirectory", " ", "Store:DataDirectory must name a folder.")]
    public void A_wrong_setting_is_named(string key, string value, string message)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build();
        using var provider = new ServiceCollection().AddStoring(configuration).BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptions<StoringOptions>>().Value);

        Assert.Equal([message], fault.Failures);
    }

    private static NewOrder Order(OrderId id) => new(
        id, "webshop", "mitte", "A", "v1:a", "{}"u8.ToArray(), 100, OrderState.Queued, null, null, null, "auto",
        ReceiptToken.Make(id, new byte[16]), s_noon, "channel:webshop", null, null);

    private static Task<string> ReadAsync(SqliteOrderStore store, string pragma) => store.Writer.WriteAsync(
        session => session.Connection.ExecuteScalar<string>(pragma)!, default);
}
