using OrderConnector.Functions.Storing;
using OrderConnector.Simulators.Compliance;
using OrderConnector.SqlServer.Tests.Engine;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>
/// The compliance suite over the store's own T-SQL, run by the stand-in engine on PostgreSQL. It shows the store's
/// logic against real concurrent transactions; it says nothing about SQL Server's own behaviour.
/// </summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public class StoreLogicOnTheStandInEngine(PostgresServer server) : OrderStoreCompliance
{
    private protected StandInDatabase Database { get; private set; } = null!;

    private protected virtual StandInDatabase Make(string name) => new(name);

    protected override IOrderStore Open(bool keepsOutbox = false) => Stores.Open(Database.Connections, keepsOutbox);

    public override async Task InitializeAsync()
    {
        Database = Make(await server.CleanDatabaseAsync());
        await base.InitializeAsync();
    }
}
