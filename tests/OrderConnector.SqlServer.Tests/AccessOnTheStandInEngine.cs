using OrderConnector.Functions.Storing;
using OrderConnector.Simulators.Compliance;
using OrderConnector.SqlServer.Tests.Engine;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>Users and sessions by the store's own T-SQL, run by the stand-in engine on PostgreSQL.</summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public class AccessOnTheStandInEngine(PostgresServer server) : AccessStoreCompliance
{
    private StandInDatabase? database;

    private protected virtual StandInDatabase Make(string name) => new(name);

    protected override async Task<IAccessStore> OpenAsync()
    {
        database ??= Make(await server.CleanDatabaseAsync());
        var store = Stores.Open(database.Connections);
        await store.MigrateAsync(default);
        return store;
    }
}

/// <summary>The same with every second answer lost after its commit: nothing is done twice.</summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public sealed class AccessWhenAnswersAreLost(PostgresServer server) : AccessOnTheStandInEngine(server)
{
    private protected override StandInDatabase Make(string name) =>
        new(name) { LosesAnswer = commit => commit % 2 == 0 };
}
