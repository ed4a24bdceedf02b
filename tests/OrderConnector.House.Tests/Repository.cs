using System.Reflection;

namespace OrderConnector.House.Tests;

/// <summary>The sources as they lie in the working tree.</summary>
internal static class Repository
{
    internal static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    internal static IEnumerable<string> Sources(params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
            && !file.Contains("/bin/", StringComparison.Ordinal)
            && !file.Contains("\\obj\\", StringComparison.Ordinal)
            && !file.Contains("\\bin\\", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    internal static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');
}
