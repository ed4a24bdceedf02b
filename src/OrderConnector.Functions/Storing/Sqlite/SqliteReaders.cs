using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>A few connections that only read; short calls into memory, made on the caller's thread.</summary>
internal sealed class SqliteReaders(SqliteFile file, int count) : IDisposable
{
    private readonly SemaphoreSlim free = new(count, count);
    private readonly ConcurrentBag<SqliteConnection> idle = [];

    /// <summary>Runs one read on its own snapshot; waits where all connections are busy.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            if (!idle.TryTake(out var connection))
            {
                connection = file.OpenToRead();
            }

            try
            {
                return read(connection);
            }
            finally
            {
                idle.Add(connection);
            }
        }
        finally
        {
            free.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }

        free.Dispose();
    }
}
