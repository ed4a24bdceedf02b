using System.Reflection;
using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>The templates as they lie in the working tree.</summary>
internal static class Repository
{
    internal static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    internal static string Infra { get; } = Path.Combine(Root, "infra");

    internal static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Infra, "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static readonly Lazy<IReadOnlyList<Template>> s_templates = new(() => SyntaxParser.Parse(Files));

    internal static IReadOnlyList<Template> Templates => s_templates.Value;

    internal static Template Main => Template("main");

    internal static Template Template(string name) =>
        Templates.Single(template => Path.GetFileNameWithoutExtension(template.File) == name);

    internal static string Name(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');
}
