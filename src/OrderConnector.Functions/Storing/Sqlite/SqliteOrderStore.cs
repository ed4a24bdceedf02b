using Dapper;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// Stage 4 of 14, embedded: orders in one SQLite file. One writer commits many requests at once, a few connections
/// read. Several processes may share the file.
/// </summary>
public sealed partial class SqliteOrderStore : IOrderStore
{
    /// <summary>Connections that read.</summary>
    internal const int ReaderCount = 8;

    private readonly SqliteFile file;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly bool keepsOutbox;
    private long seenMark;
    private OrderIdForm idForm;
    private readonly StoreChanges changes = new();

    /// <summary>Names the file; <see cref="MigrateAsync"/> makes it.</summary>
    /// <param name="path">The database file, "data/orders.db".</param>
    /// <param name="keepsOutbox">
    /// Whether orders that become Queued are to be announced to a queue outside this store; the embedded queue needs
    /// no announcement and pays for none.
    /// </param>
    public SqliteOrderStore(string path, bool keepsOutbox = false)
    {
        this.keepsOutbox = keepsOutbox;
        file = new SqliteFile(path);
        writer = new SqliteWriter(file, changes);
        readers = new SqliteReaders(file, ReaderCount);
    }

    /// <summary>The writer, for tests that count its commits.</summary>
    internal SqliteWriter Writer => writer;

    /// <summary>The readers, for tests that count what a read costs.</summary>
    internal SqliteReaders Readers => readers;

    /// <inheritdoc />
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Run(
            () =>
            {
                file.Create();
                using var connection = file.OpenToWrite();
                SqliteSchema.Migrate(connection);
                idForm = (OrderIdForm)connection.ExecuteScalar<int>("SELECT form FROM order_id_form");
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public OrderId IdOf(string channel, string externalId) => OrderId.Derive(channel, externalId, idForm);

    /// <inheritdoc />
    public async Task<long> ReadChangeMarkAsync(CancellationToken cancellationToken)
    {
        // On the writer's own connection: data_version counts what other connections committed, and every other
        // connection that writes belongs to another process. A batch that changes nothing costs no flush.
        var mark = await writer.WriteAsync(
            session => session.Connection.ExecuteScalar<long>("PRAGMA data_version"), cancellationToken);
        if (Interlocked.Exchange(ref seenMark, mark) != mark)
        {
            changes.Pulse();
        }

        return mark;
    }

    /// <inheritdoc />
    public async Task ProbeAsync(CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            session => session.Connection.Execute("UPDATE probe SET count = count + 1 WHERE id = 1"),
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        readers.Dispose();
    }
}
