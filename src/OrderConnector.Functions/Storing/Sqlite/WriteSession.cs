using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// What a write request works with: the writer's connection inside an open transaction. Ordinary statements go
/// through Dapper; the few of the hot path (add, lease, confirm, report) are kept prepared here, because Dapper makes
/// a new command per call and the provider then compiles its SQL again each time.
/// </summary>
internal sealed class WriteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<HotSql, SqliteCommand> prepared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The writer's connection.</summary>
    public SqliteConnection Connection => connection;

    /// <summary>Runs a prepared statement; answers the rows changed.</summary>
    public int Execute(HotSql sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs a prepared query; dispose the reader before the next statement.</summary>
    public SqliteDataReader Read(HotSql sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>Runs a prepared statement for its first value; null where there is none.</summary>
    public long? ReadNumber(HotSql sql, params ReadOnlySpan<object?> values)
    {
        using var reader = Read(sql, values);
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private SqliteCommand Bind(HotSql sql, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = Prepare(sql);
            prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand Prepare(HotSql sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql.Text;
        foreach (var name in sql.Parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        command.Prepare();
        return command;
    }
}
