using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Compliance;

namespace OrderConnector.Functions.Tests.Storing;

public sealed class SqliteOrderStoreTests : OrderStoreCompliance
{
    private readonly string folder = Directory.CreateTempSubdirectory("orders-").FullName;

    protected override IOrderStore Open() => new SqliteOrderStore(Path.Combine(folder, "orders.db"));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
