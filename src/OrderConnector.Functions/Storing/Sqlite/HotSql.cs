namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>A statement of the hot path, with its parameters in the order their values are given.</summary>
/// <param name="Text">The SQL.</param>
/// <param name="Parameters">Names as they stand in the SQL.</param>
internal sealed record HotSql(string Text, params string[] Parameters);
