using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>A few connections that only read; short calls into memory, made on the caller's thread.</summary>
internal sealed class SqliteReaders(SqliteFile file, int count) : IDisposable
{
    private readonly SemaphoreSlim free = new(count, count);
    private readonly ConcurrentBag<SqliteSession> idle = [];

    /// <summary>Runs one read; waits where all connections are busy.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        ReadHotAsync(session => read(session.Connection), cancellationToken);

    /// <summary>Runs one read of the hot path; waits where all connections are busy.</summary>
    public async Task<T> ReadHotAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            if (!idle.TryTake(out var session))
            {
                session = new SqliteSession(file.OpenToRead());
            }

            try
            {
                return read(session);
            }
            finally
            {
                idle.Add(session);
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
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }

        free.Dispose();
    }
}
