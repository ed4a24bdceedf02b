using System.Text.RegularExpressions;

namespace OrderConnector.House.Tests;

public sealed partial class DocumentsTests
{
    public static TheoryData<string> Documents => [.. Directory
        .EnumerateFiles(Repository.Root, "*.md")
        .Concat(Folder("docs"))
        .Select(Repository.Name)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_a_document_names_exists(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var named = Quoted().Matches(text).Select(match => match.Groups["path"].Value)
            .Concat(Linked().Matches(text).Select(match => match.Groups["path"].Value))
            .Distinct().ToList();
        var beside = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;

        Assert.DoesNotContain(named, path => !Exists(Repository.Root, path) && !Exists(beside, path));
    }

    [Fact]
    public void The_readme_is_short_and_names_the_places_it_sends_readers_to()
    {
        var readme = Path.Combine(Repository.Root, "README.md");

        Assert.True(File.ReadLines(readme).Count() < 150);
        Assert.True(Quoted().Count(File.ReadAllText(readme)) >= 10);
    }

    [Theory]
    [InlineData("Functions")]
    [InlineData("PosAgent")]
    public void The_readme_shows_every_stage_of_the_order(string project)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var stages = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src", $"OrderConnector.{project}"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => StagesOfTheWay.Contains(name));

        Assert.DoesNotContain(stages, stage => !readme.Contains($"`{stage}`", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_of_options_is_the_options_of_the_code()
    {
        var documented = OptionCell().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md")))
            .Select(match => match.Value.Trim('`')).Distinct().Order(StringComparer.Ordinal);
        var declared = Repository.Sources("src")
            .Where(file => file.EndsWith("Options.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Where(text => SectionName().IsMatch(text))
            .SelectMany(text => Setting().Matches(text)
                .Select(match => $"{SectionName().Match(text).Groups["name"].Value}:{match.Groups["name"].Value}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(declared, documented);
    }

    private static string[] StagesOfTheWay { get; } =
        ["Intake", "Storing", "Delivering", "Collecting", "Journaling", "Releasing", "Signing", "Issuing", "Reporting"];

    private static IEnumerable<string> Folder(string name)
    {
        var folder = Path.Combine(Repository.Root, name);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories) : [];
    }

    private static bool Exists(string folder, string path) =>
        Path.Exists(Path.Combine(folder, path.TrimEnd('/')));

    /// <summary>`src/…`, `tests/…`, `./test`, `OrderConnector.sln`: paths of this repository in code quotes.</summary>
    [GeneratedRegex(@"`(?:dotnet (?:run|test|build) (?:--project )?)?(?<path>(?:(?:\./)?(?:src|tests|demo|docs|bench|infra|\.ci)(?:/[\w.\-/]*)?|\./test|[\w.\-]+\.(?:md|sln|props|txt)))(?=[`\s])")]
    private static partial Regex Quoted();

    /// <summary>`Section:Key` in a row of the table of options.</summary>
    [GeneratedRegex(@"`[A-Z]\w+:[A-Z]\w+`(?=[^\n]*\|)")]
    private static partial Regex OptionCell();

    [GeneratedRegex(@"const string Section = ""(?<name>\w+)""")]
    private static partial Regex SectionName();

    [GeneratedRegex(@"public [\w?]+ (?<name>\w+) \{ get; set; \}")]
    private static partial Regex Setting();

    /// <summary>[text](path), addresses of the web left out.</summary>
    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#\s]+)")]
    private static partial Regex Linked();
}
