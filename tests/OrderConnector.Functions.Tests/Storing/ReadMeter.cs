using Microsoft.Data.Sqlite;
using OrderConnector.Functions.Storing.Sqlite;
using SQLitePCL;

namespace OrderConnector.Functions.Tests.Storing;

/// <summary>
/// What reading from the store costs, in steps of SQLite's machine: the same on every run and every machine. Also
/// keeps each statement that was run.
/// </summary>
internal sealed class ReadMeter
{
    private readonly HashSet<string> _statements = new(StringComparer.Ordinal);
    private long _steps;

    /// <summary>Statements run so far, as they were written.</summary>
    public IReadOnlyCollection<string> Statements => _statements;

    /// <summary>Watches a store's reading connections, before any of them keeps a statement.</summary>
    public static async Task<ReadMeter> OnAsync(SqliteOrderStore store)
    {
        var meter = new ReadMeter();
        await meter.WatchAsync(store, SqliteOrderStore.ReaderCount);
        return meter;
    }

    /// <summary>Runs something thrice; answers the steps it took at least: now and then others read too.</summary>
    public async Task<long> CountAsync(Func<Task> read)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = Interlocked.Read(ref _steps);
            await read();
            least = Math.Min(least, Interlocked.Read(ref _steps) - before);
        }

        return least;
    }

    // Each connection is held while the next is asked for, so that all of them are met.
    private Task<bool> WatchAsync(SqliteOrderStore store, int connections) => connections == 0
        ? Task.FromResult(true)
        : store.Readers.ReadAsync(
            connection =>
            {
                Watch(connection);
                return WatchAsync(store, connections - 1).GetAwaiter().GetResult();
            },
            default);

    private void Watch(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        handle.enable_sqlite3_next_stmt(true);
        raw.sqlite3_progress_handler(
            handle, 1,
            _ =>
            {
                Interlocked.Increment(ref _steps);
                return 0;
            },
            null);
        raw.sqlite3_trace(handle, (object _, string _) => Keep(handle), null);
    }

    // The trace tells values in place of parameters, and a plan must not know them: the text is that of the statement.
    private void Keep(sqlite3 handle)
    {
        lock (_statements)
        {
            for (var one = raw.sqlite3_next_stmt(handle, null); one is not null;
                 one = raw.sqlite3_next_stmt(handle, one))
            {
                _statements.Add(raw.sqlite3_sql(one).utf8_to_string());
            }
        }
    }
}
