using System.Globalization;
using Microsoft.Data.Sqlite;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>What was sent for one transaction.</summary>
/// <param name="Reference">cbReceiptReference.</param>
/// <param name="ClientId">Whose.</param>
/// <param name="StartRequest">The start as it was sent.</param>
/// <param name="Number">Transaction number; null while no answer gave it.</param>
/// <param name="StartedAt">When the start was answered.</param>
/// <param name="FinishRequest">The finish as it was sent last; null while none was.</param>
internal sealed record SentTransaction(
    string Reference, string ClientId, string StartRequest, long? Number, DateTimeOffset? StartedAt,
    string? FinishRequest);

/// <summary>
/// Every request as it was sent, on disk before it leaves: a receipt request finds its first try only by the same
/// reference, lines and amounts. One small file beside the journal; what is long done is cleared away.
/// </summary>
internal sealed class FiskaltrustMemory : IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS sent (
            reference TEXT NOT NULL PRIMARY KEY, client_id TEXT NOT NULL, start_request TEXT NOT NULL,
            number INTEGER, started_at INTEGER, finish_request TEXT, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE UNIQUE INDEX IF NOT EXISTS sent_number ON sent (client_id, number) WHERE number IS NOT NULL;
        -- Serves the list of what may be open, and the clearing of what is old.
        CREATE INDEX IF NOT EXISTS sent_at ON sent (at);
        """;

    private const string Columns = "reference, client_id, start_request, number, started_at, finish_request";

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    private FiskaltrustMemory(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, makes it where there is none.</summary>
    internal static FiskaltrustMemory Open(string path)
    {
        OwnerOnlyFile.MakeWhereMissing(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        var memory = new FiskaltrustMemory(connection);
        memory.Do("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; " + Schema);
        return memory;
    }

    /// <summary>A start is about to leave. One that was sent before under this reference stays as it was.</summary>
    internal void Starting(string reference, string clientId, string request, DateTimeOffset at) => Do(
        "INSERT INTO sent (reference, client_id, start_request, at) VALUES ($a, $b, $c, $d) ON CONFLICT DO NOTHING",
        reference, clientId, request, at.ToUnixTimeMilliseconds());

    /// <summary>A start was answered.</summary>
    internal void Started(string reference, long number, DateTimeOffset at) => Do(
        "UPDATE sent SET number = $b, started_at = $c WHERE reference = $a",
        reference, number, at.ToUnixTimeMilliseconds());

    /// <summary>A finish is about to leave.</summary>
    internal void Finishing(string reference, string request) => Do(
        "UPDATE sent SET finish_request = $b WHERE reference = $a", reference, request);

    /// <summary>Clears what was sent before a moment.</summary>
    internal void Clear(DateTimeOffset before) =>
        Do("DELETE FROM sent WHERE at < $a", before.ToUnixTimeMilliseconds());

    /// <summary>By its transaction number; null where it is not known here.</summary>
    internal SentTransaction? Find(string clientId, long number) =>
        Read($"SELECT {Columns} FROM sent WHERE client_id = $a AND number = $b", clientId, number).FirstOrDefault();

    /// <summary>Starts of a client whose answer is missing.</summary>
    internal IReadOnlyList<SentTransaction> Unanswered(string clientId) =>
        Read($"SELECT {Columns} FROM sent WHERE client_id = $a AND number IS NULL ORDER BY at", clientId);

    /// <summary>A start that was sent before a moment, and of which the queue knows nothing, was never made.</summary>
    internal void Forget(string reference, DateTimeOffset before) => Do(
        "DELETE FROM sent WHERE reference = $a AND number IS NULL AND at < $b",
        reference, before.ToUnixTimeMilliseconds());

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private void Do(string sql, params object[] values)
    {
        lock (_gate)
        {
            using var command = Prepare(sql, values);
            command.ExecuteNonQuery();
        }
    }

    private List<SentTransaction> Read(string sql, params object[] values)
    {
        lock (_gate)
        {
            using var command = Prepare(sql, values);
            using var row = command.ExecuteReader();
            var found = new List<SentTransaction>();
            while (row.Read())
            {
                found.Add(new SentTransaction(
                    row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt64(3),
                    row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
                    row.IsDBNull(5) ? null : row.GetString(5)));
            }

            return found;
        }
    }

    private SqliteCommand Prepare(string sql, object[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue(
                string.Create(CultureInfo.InvariantCulture, $"${(char)('a' + i)}"), values[i]);
        }

        return command;
    }
}
