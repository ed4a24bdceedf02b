using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// A statement compiled once. The provider's command looks every parameter up by name on each
/// call, which with nineteen columns costs more than the insert; so the hot path speaks to SQLite directly.
/// </summary>
internal sealed class HotStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    private readonly int[] positions;

    /// <summary>Compiles the statement and looks its parameters up, once.</summary>
    public HotStatement(sqlite3 database, HotSql sql)
    {
        this.database = database;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(database, sql.Text, out statement), database);
        positions = [.. sql.Parameters.Select(name => raw.sqlite3_bind_parameter_index(statement, name))];
        if (positions.Contains(0) || positions.Length != raw.sqlite3_bind_parameter_count(statement))
        {
            throw new InvalidOperationException($"The parameters named are not those of: {sql.Text}");
        }
    }

    /// <summary>Runs to the end; answers the rows changed.</summary>
    public int Execute(ReadOnlySpan<object?> values)
    {
        Bind(values);
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Binds and answers the rows one by one; dispose the rows before the statement is used again.</summary>
    public HotRows Read(ReadOnlySpan<object?> values)
    {
        Bind(values);
        return new HotRows(this);
    }

    /// <inheritdoc />
    public void Dispose() => statement.Dispose();

    internal bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }

        return result == raw.SQLITE_ROW;
    }

    internal bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    internal long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    internal byte[] Bytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    internal string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    // Reset repeats the error of the step before it, which was thrown already.
    internal void Reset() => _ = raw.sqlite3_reset(statement);

    private void Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != positions.Length)
        {
            throw new ArgumentException($"The statement takes {positions.Length} values.");
        }

        for (var i = 0; i < values.Length; i++)
        {
            var result = values[i] switch
            {
                null => raw.sqlite3_bind_null(statement, positions[i]),
                long number => raw.sqlite3_bind_int64(statement, positions[i], number),
                int number => raw.sqlite3_bind_int64(statement, positions[i], number),
                string text => raw.sqlite3_bind_text(statement, positions[i], text),
                ReadOnlyMemory<byte> bytes => raw.sqlite3_bind_blob(statement, positions[i], bytes.Span),
                byte[] bytes => raw.sqlite3_bind_blob(statement, positions[i], bytes),
                var other => throw new ArgumentException($"No column takes a {other.GetType().Name}."),
            };
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }
}

/// <summary>The rows of a <see cref="HotStatement"/>.</summary>
internal readonly struct HotRows(HotStatement statement) : IDisposable
{
    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Read() => statement.Step();

    /// <summary>True where the column is NULL.</summary>
    public bool IsDBNull(int column) => statement.IsNull(column);

    /// <summary>A number.</summary>
    public long GetInt64(int column) => statement.Int64(column);

    /// <summary>A number; null where NULL.</summary>
    public long? FindInt64(int column) => statement.IsNull(column) ? null : statement.Int64(column);

    /// <summary>A text.</summary>
    public string GetString(int column) => statement.Text(column);

    /// <summary>A text; null where NULL.</summary>
    public string? FindString(int column) => statement.IsNull(column) ? null : statement.Text(column);

    /// <summary>Bytes; empty where NULL.</summary>
    public byte[] GetBytes(int column) => statement.Bytes(column);

    /// <summary>Frees the statement for its next use.</summary>
    public void Dispose() => statement.Reset();
}
