namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// A T-SQL batch as it is sent. Each is made in a static field, or of a script, and nothing else reaches a command: so
/// tests can find every one, parse it and judge it without a server.
/// </summary>
internal sealed class Statement(string text)
{
    /// <summary>The SQL.</summary>
    public string Text { get; } = text;
}
