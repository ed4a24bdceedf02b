namespace OrderConnector.SqlServer.Tests.Skipping;

/// <summary>Something outside that every test of a class needs, those it inherits included.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Need need) : Attribute
{
    /// <summary>What is needed.</summary>
    public Need Need { get; } = need;

    /// <summary>What is missing, in a sentence; null where nothing is.</summary>
    public static string? Missing(Need need) => need switch
    {
        Need.SqlServer => SqlServerUnderTest.ConnectionString is null
            ? $"{SqlServerUnderTest.Variable} names no connection string: the store does not meet a real SQL Server."
            : null,
        Need.PostgreSql => Engine.PostgresBinaries.Missing,
    };
}

/// <summary>What a class may need.</summary>
public enum Need
{
    /// <summary>A real SQL Server, Azure SQL or Babelfish.</summary>
    SqlServer,

    /// <summary>The server programs of PostgreSQL, on which the stand-in engine runs.</summary>
    PostgreSql,
}
