using Npgsql;
using OrderConnector.Core.Auditing;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Simulators.Compliance;
using OrderConnector.SqlServer.Tests.Engine;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>The audit log by the store's own T-SQL, run by the stand-in engine on PostgreSQL.</summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public class AuditOnTheStandInEngine(PostgresServer server) : AuditStoreCompliance
{
    private StandInDatabase? database;
    private string? connectionString;

    private protected virtual StandInDatabase Make(string name) => new(name);

    protected override async Task<IAuditStore> OpenAsync()
    {
        connectionString ??= await server.CleanDatabaseAsync();
        database ??= Make(connectionString);
        var store = Stores.Open(database.Connections);
        await store.MigrateAsync(default);
        return store;
    }

    [Fact]
    public async Task Entries_cut_off_at_the_end_are_missed_by_the_head_that_stands_beside_them()
    {
        for (var i = 0; i < 3; i++)
        {
            await Store.RecordAsync(new Act(DateTimeOffset.UnixEpoch, "user:eva", "x", "s", null, null), default);
        }

        var whole = await AuditCheck.RunAsync(Store, null, default);
        await FalsifyAsync("DELETE FROM dbo.audit_log WHERE sequence = 3");
        var cut = await AuditCheck.RunAsync(Store, null, default);

        Assert.Equal((null, null, true, 3L), (whole.Fault, whole.CutOff, whole.IsMet, whole.Entries));
        Assert.Equal((null, 3L, true, 2L), (cut.Fault, cut.CutOff, cut.IsMet, cut.Entries));
    }

    private async Task FalsifyAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"ALTER TABLE dbo.audit_log DISABLE TRIGGER USER; {sql}; ALTER TABLE dbo.audit_log ENABLE TRIGGER USER",
            connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The same with every second answer lost after its commit: no act is written twice.</summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public sealed class AuditWhenAnswersAreLost(PostgresServer server) : AuditOnTheStandInEngine(server)
{
    private protected override StandInDatabase Make(string name) =>
        new(name) { LosesAnswer = commit => commit % 2 == 0 };
}
