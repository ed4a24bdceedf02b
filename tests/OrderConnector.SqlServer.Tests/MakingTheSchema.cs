using Microsoft.Extensions.Options;
using Npgsql;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.SqlServer;
using OrderConnector.SqlServer.Tests.Engine;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>The numbered scripts and their lock, on the stand-in engine.</summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public sealed class MakingTheSchema(PostgresServer server) : IAsyncLifetime
{
    private string connectionString = "";

    public async Task InitializeAsync() => connectionString = await server.MakeDatabaseAsync();

    public Task DisposeAsync() => server.DropDatabaseAsync(connectionString);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Processes_that_start_together_run_each_script_once(bool hasAppLock)
    {
        var database = new StandInDatabase(connectionString) { HasAppLock = hasAppLock };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => Task.Run(() => Stores.Open(database.Connections).MigrateAsync(default))));

        Assert.Equal(
            SqlServerSchema.Names(), await ReadAsync("SELECT name FROM dbo.schema_scripts ORDER BY name"));
        Assert.Equal(["1"], await ReadAsync("SELECT COUNT(*)::text FROM dbo.probe"));
    }

    [Fact]
    public async Task A_process_that_may_not_change_the_schema_says_what_is_missing()
    {
        var database = new StandInDatabase(connectionString);

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => Stores.Open(database.Connections, migrate: false).MigrateAsync(default));

        Assert.Contains("Store:Migrate is false and the database lacks 0001-orders.sql", refused.Message,
            StringComparison.Ordinal);
        Assert.Equal(["0"], await ReadAsync("SELECT COUNT(*)::text FROM pg_tables WHERE schemaname = 'dbo'"));
        await Stores.Open(database.Connections).MigrateAsync(default);
        await Stores.Open(database.Connections, migrate: false).MigrateAsync(default);
    }

    [Fact]
    public async Task A_schema_that_is_up_to_date_is_only_looked_at()
    {
        var database = new StandInDatabase(connectionString);
        await Stores.Open(database.Connections).MigrateAsync(default);
        var before = database.RoundTrips;

        await Stores.Open(database.Connections).MigrateAsync(default);

        // At the scripts, at the form of ids, and at processes that ended.
        Assert.Equal(3, database.RoundTrips - before);
    }

    [Fact]
    public async Task A_database_that_had_orders_before_ids_had_places_keeps_to_ids_without()
    {
        var database = new StandInDatabase(connectionString);
        var before = Stores.Open(database.Connections);
        await before.MigrateAsync(default);
        Assert.Equal(OrderId.Derive("webshop", "A"), before.IdOf("webshop", "A"));
        var noon = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        await before.AddBranchAsync(new NewBranch("mitte", "Mitte", 1, 9, "Europe/Berlin"), noon, default);
        var id = OrderId.Derive("webshop", "A", OrderIdForm.Hashed);
        await before.AddAsync(
            new NewOrder(
                id, "webshop", "mitte", "A", "v1:a", "{}"u8.ToArray(), 100, OrderState.Queued, null, null, null, "auto",
                ReceiptToken.Make(id, new byte[16]), noon, "channel:webshop", null, null),
            default);
        await ReadAsync("DROP TABLE dbo.order_id_form");
        await ReadAsync("DELETE FROM dbo.schema_scripts WHERE name = '0012-ids.sql'");

        var store = Stores.Open(database.Connections);
        await store.MigrateAsync(default);

        Assert.NotNull(await store.FindAsync(store.IdOf("webshop", "A"), default));
    }

    [Theory]
    [InlineData("UPDATE dbo.order_events SET actor = 'nobody'", "Events are append-only.")]
    [InlineData("DELETE FROM dbo.order_events", "Events are append-only.")]
    [InlineData("UPDATE dbo.reports SET kind = 'nothing'", "Reports are append-only.")]
    [InlineData("DELETE FROM dbo.reports", "Reports are append-only.")]
    [InlineData("DELETE FROM dbo.erasures", "Erasures are append-only.")]
    [InlineData("UPDATE dbo.audit_log SET actor = 'nobody'", "The audit log is append-only.")]
    [InlineData("DELETE FROM dbo.audit_log", "The audit log is append-only.")]
    public async Task What_happened_cannot_be_rewritten(string falsification, string refusal)
    {
        await Stores.Open(new StandInDatabase(connectionString).Connections).MigrateAsync(default);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(falsification));

        Assert.Equal(refusal, refused.MessageText);
        Assert.Equal(50002, StandInException.Of(refused).Number);
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
