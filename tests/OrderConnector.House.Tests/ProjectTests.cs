using System.Xml.Linq;

namespace OrderConnector.House.Tests;

public sealed class ProjectTests
{
    [Theory]
    [InlineData("Core", "")]
    [InlineData("Fiscal", "Core")]
    [InlineData("Functions", "Core Fiscal Portal")]
    [InlineData("Portal", "Core")]
    [InlineData("PosAgent", "Core Fiscal")]
    public void A_project_references_only_what_the_house_allows(string project, string allowed)
    {
        var references = Load(project).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(name => name["OrderConnector.".Length..]);

        Assert.Empty(references.Except(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("Core")]
    [InlineData("Fiscal")]
    public void The_pure_projects_take_no_package(string project) =>
        Assert.Empty(Load(project).Descendants("PackageReference"));

    [Theory]
    [InlineData("Core")]
    [InlineData("Fiscal")]
    public void The_pure_projects_touch_no_file_no_network_no_console(string project)
    {
        string[] banned = ["System.IO.File", "File.", "Directory.", "HttpClient", "Console.", "Socket", "SqliteConnection"];
        var found = from file in Repository.Sources($"src/OrderConnector.{project}")
                    from line in File.ReadLines(file).Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
                    where banned.Any(b => line.Contains($" {b}", StringComparison.Ordinal)
                        || line.Contains($"({b}", StringComparison.Ordinal))
                    select $"{Repository.Name(file)}: {line.Trim()}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("Functions", "Intake Numbering Storing Delivering Collecting Reporting Alerting")]
    [InlineData("PosAgent", "Collecting Journaling Signing Issuing Reporting Closing Exporting Archiving")]
    public void Every_stage_of_the_order_is_a_folder_or_not_built_yet(string project, string stages)
    {
        string[] beside = ["Hosting", "Administering", "Authenticating", "Describing", "Releasing", "Enrolling",
            "Verifying", "Recovering", "Properties", "Watching", "Showing"];
        var folders = Directory.GetDirectories(Path.Combine(Repository.Root, "src", $"OrderConnector.{project}"))
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => name is not ("bin" or "obj" or "service" or "functions"));

        Assert.Empty(folders.Except(stages.Split(' ')).Except(beside));
    }

    private static XDocument Load(string project) => XDocument.Load(
        Path.Combine(Repository.Root, "src", $"OrderConnector.{project}", $"OrderConnector.{project}.csproj"));
}
