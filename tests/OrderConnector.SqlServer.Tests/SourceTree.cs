using System.Reflection;

namespace OrderConnector.SqlServer.Tests;

/// <summary>The sources as they lie in the working tree.</summary>
internal static class SourceTree
{
    /// <summary>The store's folder.</summary>
    public const string Store = "src/OrderConnector.Functions/Storing/SqlServer";

    /// <summary>The repository.</summary>
    public static string Root { get; } = typeof(SourceTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}
