using System.Globalization;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// The journal as one SQLite file: WAL, every commit flushed, triggers against change. Appends that come while a
/// commit is under way share the next one.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly SqliteJournalReader _reader;
    private readonly JournalInsert _insert;
    private readonly Lock _writer = new();
    private readonly Lock _waitingGate = new();
    private Queue<PendingAppend> _waiting = new();
    private bool _writing;
    private volatile JournalHead _head;
    private byte[] _hash;

    private SqliteJournal(FileStream fileLock, string path, string newId, string? previousId)
    {
        _lock = fileLock;
        _connection = JournalSchema.OpenWriter(path);
        JournalSchema.Create(_connection, newId, previousId);
        _reader = new SqliteJournalReader(path);
        _insert = new JournalInsert(_connection);
        _head = _reader.ReadHead();
        _hash = _head.Sequence == 0 ? JournalChain.Anchor(_head.Id) : Convert.FromHexString(_head.HeadHash);
    }

    /// <summary>Opens a journal for writing; makes it where there is none.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="newId">32 hex digits, used only where the file is new.</param>
    /// <param name="previousId">The journal a new one continues after a recovery.</param>
    /// <exception cref="JournalInUseException">Another process writes it.</exception>
    public static SqliteJournal Open(string path, string newId, string? previousId = null)
    {
        var fileLock = TakeLock(path);
        try
        {
            return new SqliteJournal(fileLock, path, newId, previousId);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public JournalHead Head => _head;

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> AppendAsync(
        IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var append = new PendingAppend(facts);
        lock (_waitingGate)
        {
            _waiting.Enqueue(append);
            if (_writing)
            {
                return append.Task;
            }

            _writing = true;
        }

        CommitWaiting();
        return append.Task;
    }

    /// <inheritdoc />
    public IReadOnlyList<JournalEntry> Read(long fromSequence, int max) => _reader.Read(fromSequence, max);

    /// <inheritdoc />
    public IReadOnlyList<JournalEntry> ReadOrder(string orderId) => _reader.ReadOrder(orderId);

    /// <inheritdoc />
    public IReadOnlyList<string> FindOrders(long orderNumber) => _reader.FindOrders(orderNumber);

    /// <inheritdoc />
    public JournalCheckpoint? ReadCheckpoint() => _reader.ReadCheckpoint();

    /// <inheritdoc />
    public void WriteCheckpoint(JournalCheckpoint checkpoint) => Execute(
        """
        INSERT INTO checkpoint (only, sequence, hash, state) VALUES (1, $sequence, $hash, $state)
        ON CONFLICT (only) DO UPDATE SET sequence = $sequence, hash = $hash, state = $state
        """,
        ("$sequence", checkpoint.Sequence), ("$hash", checkpoint.Hash), ("$state", checkpoint.State));

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_writer)
        {
            _reader.Dispose();
            _insert.Dispose();
            _connection.Dispose();
            _lock.Dispose();
        }
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new JournalInUseException(path, fault);
        }
    }

    // One batch, then the rest goes on elsewhere: whoever came first must not be kept writing for all others.
    private void CommitWaiting()
    {
        Queue<PendingAppend> batch;
        lock (_waitingGate)
        {
            (batch, _waiting) = (_waiting, new Queue<PendingAppend>());
        }

        lock (_writer)
        {
            Commit(batch);
        }

        lock (_waitingGate)
        {
            if (_waiting.Count == 0)
            {
                _writing = false;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static journal => journal.CommitWaiting(), this, preferLocal: false);
    }

    // Head and hash move only after the commit: a failed one leaves the journal as it was.
    private void Commit(Queue<PendingAppend> batch)
    {
        try
        {
            var (sequence, hash) = (_head.Sequence, _hash);
            var written = new List<(PendingAppend Append, List<JournalEntry> Entries)>(batch.Count);
            using (var transaction = _connection.BeginTransaction())
            {
                foreach (var append in batch)
                {
                    var entries = new List<JournalEntry>(append.Facts.Count);
                    foreach (var fact in append.Facts)
                    {
                        var personalHash = JournalChain.HashPersonal(fact.Personal);
                        hash = JournalChain.Hash(hash, ++sequence, fact, personalHash);
                        _insert.Write(transaction, sequence, fact, personalHash, hash);
                        entries.Add(new JournalEntry(
                            sequence, fact, SqliteJournalReader.Hex(hash), personalHash));
                    }

                    written.Add((append, entries));
                }

                transaction.Commit();
            }

            _hash = hash;
            _head = _head with { Sequence = sequence, HeadHash = sequence == 0 ? "" : SqliteJournalReader.Hex(hash) };
            EmptyLogAfterErasure(batch);
            written.ForEach(done => done.Append.SetResult(done.Entries));
        }
        catch (Exception fault)
        {
            // Handed to every caller of this batch: none of them may believe its entries are on disk.
            foreach (var append in batch)
            {
                append.SetException(fault);
            }
        }
    }

    // The log still holds what was erased, and the next writes would overwrite only its beginning. Before the callers
    // are told, so that what they call erased is gone from the disk.
    private void EmptyLogAfterErasure(Queue<PendingAppend> batch)
    {
        if (batch.Any(append => append.Facts.Any(fact => fact.Kind is JournalKind.PersonalErased)))
        {
            JournalSchema.EmptyLog(_connection);
        }
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        lock (_writer)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }

            command.ExecuteNonQuery();
        }
    }

    private sealed class PendingAppend(IReadOnlyList<JournalFact> facts)
        : TaskCompletionSource<IReadOnlyList<JournalEntry>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal IReadOnlyList<JournalFact> Facts { get; } = facts;
    }
}

/// <summary>Another process writes this journal.</summary>
public sealed class JournalInUseException(string path, Exception inner)
    : IOException($"Another process already writes the journal {path}; one data folder serves one agent.", inner);
