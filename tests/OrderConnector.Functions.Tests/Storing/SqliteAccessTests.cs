using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Compliance;

namespace OrderConnector.Functions.Tests.Storing;

public sealed class SqliteAccessTests : AccessStoreCompliance
{
    private readonly string folder = Directory.CreateTempSubdirectory("access-").FullName;

    protected override async Task<IAccessStore> OpenAsync()
    {
        var store = new SqliteOrderStore(Path.Combine(folder, "orders.db"));
        await store.MigrateAsync(default);
        return store;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
