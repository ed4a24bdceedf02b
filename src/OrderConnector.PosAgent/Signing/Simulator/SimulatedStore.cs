using Microsoft.Data.Sqlite;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>
/// The memory of a simulated TSS: one SQLite file, every commit flushed, held by one process. Statements are prepared
/// once. Not safe for threads; the device calls it from one at a time.
/// </summary>
internal sealed class SimulatedStore : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS device (
            only INTEGER PRIMARY KEY CHECK (only = 1), curve TEXT NOT NULL, private_key BLOB NOT NULL,
            certificate BLOB NOT NULL, issuer BLOB NOT NULL, root BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS logs (
            counter INTEGER PRIMARY KEY, log_time INTEGER NOT NULL, transaction_number INTEGER, operation TEXT NOT NULL,
            client_id TEXT, message BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS transactions (
            number INTEGER PRIMARY KEY, client_id TEXT NOT NULL, start_counter INTEGER NOT NULL,
            start_time INTEGER NOT NULL, finish_counter INTEGER);
        -- Serves the list of open transactions: a few rows among millions.
        CREATE INDEX IF NOT EXISTS transactions_open ON transactions (number) WHERE finish_counter IS NULL;
        """;

    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _prepared = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _addLog;
    private readonly SqliteCommand _addTransaction;
    private readonly SqliteCommand _finishTransaction;
    private readonly SqliteCommand _findTransaction;

    private SimulatedStore(SqliteConnection connection)
    {
        _connection = connection;
        Execute(Schema);
        _begin = Prepare("BEGIN");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _addLog = Prepare(
            "INSERT INTO logs VALUES ($counter, $time, $number, $operation, $client, $message)",
            "$counter", "$time", "$number", "$operation", "$client", "$message");
        _addTransaction = Prepare(
            "INSERT INTO transactions VALUES ($number, $client, $counter, $time, NULL)",
            "$number", "$client", "$counter", "$time");
        _finishTransaction = Prepare(
            "UPDATE transactions SET finish_counter = $counter WHERE number = $number AND finish_counter IS NULL",
            "$counter", "$number");
        _findTransaction = Prepare(
            """
            SELECT t.number, t.client_id, t.start_counter, t.start_time, l.message
            FROM transactions t LEFT JOIN logs l ON l.counter = t.finish_counter WHERE t.number = $number
            """,
            "$number");
    }

    /// <summary>Opens the file, makes it where there is none.</summary>
    /// <exception cref="IOException">Another process uses it.</exception>
    public static SimulatedStore Open(string path)
    {
        OwnerOnlyFile.MakeWhereMissing(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            // Exclusive: two processes that counted on their own would give the same counter twice.
            pragmas.CommandText = """
                PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 4000;
                """;
            pragmas.ExecuteNonQuery();
            return new SimulatedStore(connection);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            connection.Dispose();
            throw new IOException($"The simulated TSS in {path} is in use by another process.", e);
        }
    }

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Some faults (a full disk) have already ended the transaction by themselves.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            _rollback.ExecuteNonQuery();
        }
    }

    public SimulatedKey? ReadKey() => Query(
        "SELECT curve, private_key, certificate, issuer, root FROM device",
        row => new SimulatedKey(
            Enum.Parse<SimulatedCurve>(row.GetString(0)), Bytes(row, 1), [Bytes(row, 2), Bytes(row, 3), Bytes(row, 4)]))
        .SingleOrDefault();

    public void AddKey(SimulatedKey key) => Execute(
        "INSERT INTO device VALUES (1, $curve, $key, $certificate, $issuer, $root)",
        ("$curve", key.Curve.ToString()), ("$key", key.PrivateKey), ("$certificate", key.Certificates[0]),
        ("$issuer", key.Certificates[1]), ("$root", key.Certificates[2]));

    public SimulatedCounters ReadCounters() => Query(
        """
        SELECT (SELECT coalesce(max(counter), 0) FROM logs), (SELECT coalesce(max(number), 0) FROM transactions),
            (SELECT coalesce(log_time, 0) FROM logs ORDER BY counter DESC LIMIT 1),
            (SELECT count(*) FROM transactions WHERE finish_counter IS NULL)
        """,
        row => new SimulatedCounters(
            row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt64(2), row.GetInt32(3))).Single();

    public void AddLog(SimulatedLog log) => Run(
        _addLog, log.SignatureCounter, log.LogTime, log.TransactionNumber, log.Operation, log.ClientId, log.Message);

    public void AddTransaction(long number, string clientId, long startCounter, long startTime) =>
        Run(_addTransaction, number, clientId, startCounter, startTime);

    public void FinishTransaction(long number, long finishCounter) => Run(_finishTransaction, finishCounter, number);

    public SimulatedTransaction? FindTransaction(long number)
    {
        Bind(_findTransaction, number);
        using var row = _findTransaction.ExecuteReader();
        return row.Read() ? Transaction(row) : null;
    }

    public IReadOnlyList<SimulatedTransaction> FindOpen(string clientId) => Query(
        """
        SELECT number, client_id, start_counter, start_time, NULL FROM transactions
        WHERE finish_counter IS NULL AND client_id = $client ORDER BY number
        """,
        Transaction, ("$client", clientId));

    public IReadOnlyList<SimulatedLog> ReadLogs(long fromTime, long toTime, long afterCounter, int max) => Query(
        """
        SELECT counter, log_time, transaction_number, operation, client_id, message FROM logs
        WHERE counter > $after AND log_time BETWEEN $from AND $to ORDER BY counter LIMIT $max
        """,
        Log, ("$after", afterCounter), ("$from", fromTime), ("$to", toTime), ("$max", max));

    public IReadOnlyList<SimulatedLog> ReadLogsOf(long number) => Query(
        """
        SELECT counter, log_time, transaction_number, operation, client_id, message FROM logs
        WHERE counter = (SELECT start_counter FROM transactions WHERE number = $number)
            OR counter = (SELECT finish_counter FROM transactions WHERE number = $number) ORDER BY counter
        """,
        Log, ("$number", number));

    public void Dispose()
    {
        _prepared.ForEach(command => command.Dispose());
        _connection.Dispose();
    }

    private static SimulatedLog Log(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), Bytes(row, 5));

    private static SimulatedTransaction Transaction(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : Bytes(row, 4));

    private static byte[] Bytes(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in parameters)
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        command.Prepare();
        _prepared.Add(command);
        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    private void Execute(string text, params (string Name, object Value)[] parameters)
    {
        using var command = Command(text, parameters);
        command.ExecuteNonQuery();
    }

    private List<T> Query<T>(
        string text, Func<SqliteDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        using var command = Command(text, parameters);
        using var row = command.ExecuteReader();
        var rows = new List<T>();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private SqliteCommand Command(string text, (string Name, object Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
