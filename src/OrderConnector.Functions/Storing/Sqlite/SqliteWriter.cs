using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using OrderConnector.Portal.Reading;
using SQLitePCL;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// The one writer: a thread that owns the write connection, takes what callers have queued and commits it together,
/// so that one flush of the disk serves many orders. One that fails does not fail its neighbours: the batch is then
/// rolled back and run again with a savepoint around each request. Callers hear of success only after COMMIT has
/// returned, and with synchronous=FULL that is after the flush.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    /// <summary>Another process that holds the write lock is waited for this long; then the callers are told.</summary>
    private static readonly TimeSpan s_lockPatience = TimeSpan.FromSeconds(30);

    private static readonly HotSql s_begin = new("BEGIN IMMEDIATE");
    private static readonly HotSql s_commit = new("COMMIT");
    private static readonly HotSql s_rollback = new("ROLLBACK");
    private static readonly HotSql s_savepoint = new("SAVEPOINT request");
    private static readonly HotSql s_release = new("RELEASE request");
    private static readonly HotSql s_undo = new("ROLLBACK TO request");

    private readonly SqliteFile file;
    private readonly int maxBatch;
    private readonly Channel<WriteRequest> requests;
    private readonly SqliteCheckpoints checkpoints;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StoreChanges changes;
    private SqliteSession? session;
    private int toldOf;

    /// <summary>Starts the thread; the connection is opened with the first request.</summary>
    public SqliteWriter(SqliteFile file, StoreChanges changes, int maxBatch = 256, int capacity = 4096)
    {
        this.file = file;
        this.changes = changes;
        this.maxBatch = maxBatch;
        requests = System.Threading.Channels.Channel.CreateBounded<WriteRequest>(
            new BoundedChannelOptions(capacity) { SingleReader = true });
        checkpoints = new SqliteCheckpoints(file);
        // A thread of its own: it blocks on the disk, which no pool thread should.
        new Thread(Run) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>Commits so far.</summary>
    public long Commits { get; private set; }

    /// <summary>Runs the work in a transaction; the task ends after the commit. Work keeps no session.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(work, cancellationToken);
        if (!requests.Writer.TryWrite(request))
        {
            await requests.Writer.WriteAsync(request, cancellationToken);
        }

        return await request.Task;
    }

    /// <summary>Takes no more requests, finishes those queued and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        requests.Writer.TryComplete();
        await ended.Task;
    }

    private void Run()
    {
        var batch = new List<WriteRequest>(maxBatch);
        while (requests.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < maxBatch && requests.Reader.TryRead(out var request))
            {
                batch.Add(request);
            }

            CommitTogether(batch);
            batch.Clear();
            if (session is not null)
            {
                checkpoints.AfterBatch(session.Connection);
            }
        }

        checkpoints.Dispose();
        session?.Dispose();
        ended.TrySetResult();
    }

    private void CommitTogether(List<WriteRequest> batch)
    {
        try
        {
            session ??= new SqliteSession(file.OpenToWrite());
            Begin(session);
            if (!TryExecuteTogether(session, batch))
            {
                session.Execute(s_rollback);
                session.Hours.Forget();
                Begin(session);
                ExecuteApart(session, batch);
            }

            session.Execute(s_commit);
            Commits++;
            TellOfChanges(session);
        }
        catch (Exception cause)
        {
            FailTogether(batch, cause);
            return;
        }

        foreach (var request in batch)
        {
            if (!request.IsOver)
            {
                request.Complete();
            }
        }
    }

    // A batch that only looked, as the watch for other processes does each second, is no news.
    private void TellOfChanges(SqliteSession session)
    {
        var total = session.TotalChanges;
        if (total != toldOf)
        {
            toldOf = total;
            changes.Pulse();
        }
    }

    // Savepoints copy every page they see changed, which costs a tenth of the throughput; requests hardly ever throw.
    private static bool TryExecuteTogether(SqliteSession session, List<WriteRequest> batch)
    {
        try
        {
            foreach (var request in batch)
            {
                request.Execute(session);
            }

            session.Hours.Write(session);
            return true;
        }
        catch (Exception) when (IsInTransaction(session))
        {
            // Which one it was, and that its neighbours are well, shows when each runs alone.
            return false;
        }
    }

    private static void Begin(SqliteSession session)
    {
        var waitingSince = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                session.Execute(s_begin);
                return;
            }
            catch (SqliteException busy) when (
                busy.SqliteErrorCode == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(waitingSince) < s_lockPatience)
            {
                // Another process writes; the requests stay in hand.
            }
        }
    }

    private static void ExecuteApart(SqliteSession session, List<WriteRequest> batch)
    {
        foreach (var request in batch)
        {
            session.Execute(s_savepoint);
            try
            {
                request.Execute(session);
                session.Hours.Write(session);
            }
            catch (Exception cause) when (IsInTransaction(session))
            {
                session.Execute(s_undo);
                session.Hours.Forget();
                request.Fail(cause);
            }

            session.Execute(s_release);
        }
    }

    // Full disk, I/O error, no memory: SQLite may have rolled the whole transaction back by itself. Whatever the batch
    // did before is gone then, and nobody in it may hear of success.
    private static bool IsInTransaction(SqliteSession session) =>
        raw.sqlite3_get_autocommit(session.Connection.Handle) == 0;

    private void FailTogether(List<WriteRequest> batch, Exception cause)
    {
        try
        {
            session?.Hours.Forget();
            if (session is not null && IsInTransaction(session))
            {
                session.Execute(s_rollback);
            }
        }
        catch (SqliteException)
        {
            // A connection that cannot even roll back is given up; closing it ends the transaction.
            session?.Dispose();
            session = null;
        }

        foreach (var request in batch)
        {
            if (!request.IsOver)
            {
                request.Fail(cause);
            }
        }
    }
}
