using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

/// <summary>One Azurite for the tests of a class; where it cannot be had they are skipped, and this stays unused.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;
    private int _prefixes;

    public AzuriteServer Server => _server!;

    public async Task InitializeAsync()
    {
        if (AzuriteProgram.Missing is null)
        {
            _server = await AzuriteServer.StartNewAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Queues of their own for one test.</summary>
    internal StorageQueues NewQueues() => new(
        Server.ConnectionString,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _prefixes)}"));
}

/// <summary>What instances that belong together share: the account and a real store.</summary>
internal sealed class StorageQueues : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly QueueOptions _options;

    public StorageQueues(string connectionString, string prefix)
    {
        _options = new QueueOptions
        {
            Provider = QueueOptions.AzureStorage, ConnectionString = connectionString, Prefix = prefix,
        };
        Store = new SqliteOrderStore(_folder["orders.db"], keepsOutbox: true);
        Service = StorageAccount.Open(_options, null);
        Names = new QueueNames(prefix);
    }

    public SqliteOrderStore Store { get; }

    public QueueServiceClient Service { get; }

    public QueueNames Names { get; }

    /// <summary>The queue of one instance.</summary>
    public StorageDeliveryQueue NewInstance(TimeProvider? clock = null) => new(
        StorageAccount.Open(_options, null), _options, Store, clock ?? TimeProvider.System,
        NullLogger<StorageDeliveryQueue>.Instance);

    /// <summary>How many messages a branch's queue holds, those hidden included.</summary>
    public async Task<int> CountAsync(string branchId) =>
        (await Service.GetQueueClient(Names.Of(branchId)).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>Puts a text in as it is.</summary>
    public async Task PutAsync(string branchId, string text)
    {
        var queue = Service.GetQueueClient(Names.Of(branchId));
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(text);
    }

    public static QueuedOrder Order(string externalId, string branchId = "mitte") =>
        new(branchId, OrderId.Derive("webshop", externalId));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
