using Microsoft.Data.SqlClient;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.SqlServer;
using OrderConnector.Simulators.Compliance;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>
/// The compliance suite against the server that <see cref="SqlServerUnderTest.Variable"/> names: each test in a database
/// of its own, which goes with it.
/// </summary>
[Needs(Need.SqlServer)]
public sealed class StoreOnARealServer : OrderStoreCompliance
{
    private readonly string database = "orders_" + Guid.NewGuid().ToString("N");

    protected override IOrderStore Open(bool keepsOutbox = false) => Stores.Open(
        SqlServerConnections.From(new StoringOptions
        {
            ConnectionString = new SqlConnectionStringBuilder(SqlServerUnderTest.ConnectionString)
            {
                InitialCatalog = database,
            }.ConnectionString,
        }),
        keepsOutbox);

    public override async Task InitializeAsync()
    {
        await OnServerAsync($"CREATE DATABASE {database}");
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE {database}");
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new SqlConnection(SqlServerUnderTest.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
