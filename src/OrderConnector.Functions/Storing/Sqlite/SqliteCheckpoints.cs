using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// Moves what the WAL has collected into the database file, on a thread and connection of its own, so that no caller
/// waits for it. Only the short rest that came in meanwhile is left to the writer, between two batches: while it holds
/// still, the WAL is empty for a moment and starts over.
/// </summary>
internal sealed class SqliteCheckpoints : IDisposable
{
    /// <summary>Pages that make a checkpoint worth its flush: 16 MB. Pages changed often are moved once.</summary>
    private const int DuePages = 4096;

    private readonly SqliteFile file;
    private readonly AutoResetEvent wake = new(initialState: false);
    private readonly Thread thread;
    private int pages;
    private volatile bool restIsDue;
    private volatile bool ends;

    /// <summary>Starts the thread; it sleeps until there is enough to move.</summary>
    public SqliteCheckpoints(SqliteFile file)
    {
        this.file = file;
        thread = new Thread(Run) { IsBackground = true, Name = "store checkpoint" };
        thread.Start();
    }

    /// <summary>Called by the writer after each batch, when its callers were told.</summary>
    public void AfterBatch(SqliteConnection connection)
    {
        if (restIsDue)
        {
            restIsDue = false;
            Move(connection);
        }

        _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, 1);
        pages += written;
        if (pages >= DuePages)
        {
            pages = 0;
            wake.Set();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ends = true;
        wake.Set();
        thread.Join();
        wake.Dispose();
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        wake.WaitOne();
        while (!ends)
        {
            connection ??= TryOpen();
            if (connection is not null)
            {
                Move(connection);
            }

            restIsDue = true;
            wake.WaitOne();
        }

        connection?.Dispose();
    }

    private SqliteConnection? TryOpen()
    {
        try
        {
            return file.OpenToWrite();
        }
        catch (SqliteException)
        {
            // The writer does it alone then, and we try again next time.
            return null;
        }
    }

    private static void Move(SqliteConnection connection)
    {
        try
        {
            // PASSIVE waits for nobody and holds nobody up.
            connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException)
        {
            // What is committed is safe in the WAL; the disk that is full or failing is told to the next commit.
        }
    }
}
