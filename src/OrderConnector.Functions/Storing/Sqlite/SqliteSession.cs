using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// A connection and the statements kept compiled on it. Ordinary statements go through Dapper; the few of the hot path
/// (add, find, collect, confirm, report) are kept here, because Dapper makes a new command per call and the provider
/// then compiles its SQL again each time. In a write request it is the writer's, inside an open transaction.
/// </summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<HotSql, HotStatement> compiled = new(ReferenceEqualityComparer.Instance);

    /// <summary>The connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>What this transaction adds to the hours of branches; written before each commit.</summary>
    public HourBook Hours { get; } = new();

    /// <summary>Rows changed since the connection was opened.</summary>
    public int TotalChanges => raw.sqlite3_total_changes(connection.Handle);

    /// <summary>The row the last INSERT made.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(connection.Handle);

    /// <summary>Runs a compiled statement; answers the rows changed.</summary>
    public int Execute(HotSql sql, params ReadOnlySpan<object?> values) => Compiled(sql).Execute(values);

    /// <summary>Runs a compiled query; dispose the rows before the same query runs again.</summary>
    public HotRows Read(HotSql sql, params ReadOnlySpan<object?> values) => Compiled(sql).Read(values);

    /// <summary>Runs a compiled query for its first value; null where there is none.</summary>
    public long? ReadNumber(HotSql sql, params ReadOnlySpan<object?> values)
    {
        using var rows = Read(sql, values);
        return rows.Read() && !rows.IsDBNull(0) ? rows.GetInt64(0) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in compiled.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private HotStatement Compiled(HotSql sql)
    {
        if (!compiled.TryGetValue(sql, out var statement))
        {
            statement = new HotStatement(connection.Handle!, sql);
            compiled.Add(sql, statement);
        }

        return statement;
    }
}
