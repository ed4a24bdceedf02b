namespace OrderConnector.SqlServer.Tests;

/// <summary>The real server, where the environment names one.</summary>
internal static class SqlServerUnderTest
{
    public const string Variable = "ORDERCONNECTOR_SQLSERVER";

    /// <summary>Its connection string; the login may create and drop databases. Null where none is named.</summary>
    public static string? ConnectionString { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;
}
