using System.Reflection;

namespace OrderConnector.Browser.Tests.Browsing;

/// <summary>The working tree.</summary>
internal static class Repository
{
    internal static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}
