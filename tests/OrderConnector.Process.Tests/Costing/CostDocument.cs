using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderConnector.Process.Tests.Costing;

/// <summary>The figures of docs/cost.md: `| name | value | …` in its tables.</summary>
internal static class CostDocument
{
    private static readonly Lazy<string> s_text = new(() => File.ReadAllText(Find()));

    /// <summary>A figure by its name.</summary>
    internal static double Read(string name)
    {
        var row = Regex.Match(s_text.Value, $@"^\| {Regex.Escape(name)} \| (?<value>[\d.,]+) \|", RegexOptions.Multiline);
        Assert.True(row.Success, $"docs/cost.md has no row \"{name}\".");
        return double.Parse(row.Groups["value"].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrderConnector.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This does not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "docs", "cost.md");
    }
}
