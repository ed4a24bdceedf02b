namespace OrderConnector.House.Tests;

public sealed class TidyTests
{
    private static readonly string[] s_everywhere = ["src", "tests", "demo", "bench"];

    [Fact]
    public void There_are_sources_to_look_at() => Assert.True(Repository.Sources("src").Count() > 50);

    [Fact]
    public void No_file_is_longer_than_300_lines() => Nowhere(
        Repository.Sources(s_everywhere).Where(file => File.ReadLines(file).Count() > 300).Select(Repository.Name));

    [Fact]
    public void No_line_is_longer_than_120_characters() => Nowhere(
        from file in Repository.Sources("src")
        from line in File.ReadLines(file).Select((text, index) => (text, index))
        where line.text.Length > 120
        select $"{Repository.Name(file)}:{line.index + 1}");

    [Theory]
    [InlineData("TO" + "DO")]
    [InlineData("FIX" + "ME")]
    [InlineData("#reg" + "ion")]
    [InlineData("NotImplemented" + "Exception")]
    [InlineData("Assert.True(" + "true)")]
    public void Nothing_is_left_open_in_the_code(string mark) => Nowhere(
        from file in Repository.Sources(s_everywhere)
        from line in File.ReadLines(file).Select((text, index) => (text, index))
        where line.text.Contains(mark, StringComparison.Ordinal)
        select $"{Repository.Name(file)}:{line.index + 1}");

    [Fact]
    public void No_folder_is_called_by_a_name_that_says_nothing()
    {
        string[] empty = ["Common", "Shared", "Helpers", "Utilities", "Utils", "Misc", "Infrastructure", "Services"];
        Nowhere(Repository.Sources(s_everywhere).Select(Repository.Name)
            .Where(file => file.Split('/').SkipLast(1).Any(empty.Contains)));
    }

    private static void Nowhere(IEnumerable<string> places)
    {
        var found = places.ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }
}
