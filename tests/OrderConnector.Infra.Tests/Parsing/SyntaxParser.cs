using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace OrderConnector.Infra.Tests.Parsing;

/// <summary>
/// The syntax parser of Bicep, an npm package: installed once into a folder that git ignores, at the versions that
/// package.json names. It knows the grammar and no types; those are checked against Vocabulary/azure-types.txt.
/// </summary>
internal static class SyntaxParser
{
    private static readonly string s_source =
        Path.Combine(Repository.Root, "tests", "OrderConnector.Infra.Tests", "Parsing");

    private static readonly string s_installed = Path.Combine(Repository.Root, "artifacts", "bicep-parser");

    private static readonly Lazy<string?> s_missing = new(FindWhatIsMissing);

    /// <summary>What stands against parsing here; null for nothing.</summary>
    internal static string? Missing => s_missing.Value;

    /// <summary>The outlines of these files, in their order.</summary>
    internal static IReadOnlyList<Template> Parse(params IEnumerable<string> files)
    {
        var (code, output, said) = Run("node", s_installed, [Path.Combine(s_installed, "outline.js"), .. files]);
        return code == 0
            ? [.. JsonDocument.Parse(output).RootElement.EnumerateArray().Select(Template.Read)]
            : throw new InvalidOperationException($"The parser ended with {code}: {said}");
    }

    /// <summary>Runs a program to its end.</summary>
    internal static (int Code, string Output, string Said) Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, said.Result);
    }

    private static string? FindWhatIsMissing()
    {
        foreach (var program in (string[])["node", "npm"])
        {
            try
            {
                Run(program, Repository.Root, "--version");
            }
            catch (Win32Exception)
            {
                return $"{program} is not installed: the Bicep templates cannot be parsed.";
            }
        }

        Directory.CreateDirectory(s_installed);
        File.Copy(Path.Combine(s_source, "outline.js"), Path.Combine(s_installed, "outline.js"), overwrite: true);
        var wanted = File.ReadAllText(Path.Combine(s_source, "package.json"));
        var marker = Path.Combine(s_installed, "package.json");
        if (File.Exists(marker) && File.ReadAllText(marker) == wanted
            && Directory.Exists(Path.Combine(s_installed, "node_modules", "tree-sitter-bicep")))
        {
            return null;
        }

        File.WriteAllText(marker, wanted);
        // The packages bring their binaries: no script of theirs needs to run.
        var (code, _, said) = Run(
            "npm", s_installed, "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund");
        return code == 0 ? null : $"npm could not install the syntax parser of Bicep: {said.Trim()}";
    }
}
