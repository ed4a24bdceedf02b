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

    private protected virtual StandInDatabase Make(string name) => new(name);

    protected override async Task<IAuditStore> OpenAsync()
    {
        database ??= Make(await server.CleanDatabaseAsync());
        var store = Stores.Open(database.Connections);
        await store.MigrateAsync(default);
        return store;
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
