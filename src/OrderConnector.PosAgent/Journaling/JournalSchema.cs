using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>The journal's file: one table that only grows, and what can be rebuilt from it.</summary>
internal static class JournalSchema
{
    private const string Script = """
        CREATE TABLE journal (id TEXT NOT NULL, previous_id TEXT);
        CREATE TABLE entries (
            sequence      INTEGER PRIMARY KEY,
            kind          TEXT NOT NULL,
            order_id      TEXT,
            at            TEXT NOT NULL,
            data          TEXT NOT NULL,
            personal_hash TEXT,
            hash          BLOB NOT NULL);
        -- All entries of one order: a re-offered order must be recognised however old it is.
        CREATE INDEX entries_order ON entries (order_id, sequence) WHERE order_id IS NOT NULL;
        -- Staff name an order by its number.
        CREATE INDEX entries_number ON entries (json_extract(data, '$.order.number')) WHERE kind = 'OrderCollected';
        -- Personal data may be erased; the chain holds only its hash.
        CREATE TABLE personal (sequence INTEGER PRIMARY KEY, data TEXT NOT NULL);
        CREATE TABLE checkpoint (
            only     INTEGER PRIMARY KEY CHECK (only = 1),
            sequence INTEGER NOT NULL,
            hash     TEXT NOT NULL,
            state    TEXT NOT NULL);
        CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: no entry is ever changed.'); END;
        CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
            BEGIN SELECT RAISE(ABORT, 'The journal is append-only: no entry is ever deleted.'); END;
        CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'A journal keeps its id.'); END;
        PRAGMA user_version = 1;
        """;

    /// <summary>Opens a connection that writes as the promises need it: WAL, each commit flushed.</summary>
    internal static SqliteConnection OpenWriter(string path)
    {
        OwnerOnlyFile.MakeWhereMissing(path);
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        // Deleted rows are overwritten: erased personal data must not live on in free pages.
        Execute(
            connection,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000; "
            + "PRAGMA secure_delete = ON;");
        return connection;
    }

    /// <summary>Erases what is kept beside the entries of orders.</summary>
    internal static void ErasePersonal(
        SqliteConnection connection, SqliteTransaction? transaction, IReadOnlyList<string> orderIds) =>
        connection.Execute(
            "DELETE FROM personal WHERE sequence IN (SELECT sequence FROM entries WHERE order_id IN @orderIds)",
            new { orderIds }, transaction);

    /// <summary>Moves the log into the file and cuts it to nothing, as far as no reader needs it.</summary>
    internal static void EmptyLog(SqliteConnection connection)
    {
        try
        {
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException)
        {
            // What is committed is safe in the log; SQLite removes it when the agent ends.
        }
    }

    /// <summary>Opens a connection that cannot write.</summary>
    internal static SqliteConnection OpenReader(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadOnly,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Makes the tables of a new journal; does nothing where they are.</summary>
    internal static void Create(SqliteConnection writer, string journalId, string? previousId)
    {
        using var transaction = writer.BeginTransaction();
        if (Version(writer, transaction) == 0)
        {
            Execute(writer, Script, transaction);
            using var insert = writer.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO journal (id, previous_id) VALUES ($id, $previous)";
            insert.Parameters.AddWithValue("$id", journalId);
            insert.Parameters.AddWithValue("$previous", (object?)previousId ?? DBNull.Value);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static long Version(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
