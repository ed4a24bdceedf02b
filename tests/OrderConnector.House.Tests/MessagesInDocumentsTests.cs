using System.Text.RegularExpressions;

namespace OrderConnector.House.Tests;

public sealed partial class MessagesInDocumentsTests
{
    private static readonly Lazy<string> s_sources = new(() => string.Concat(
        Repository.Sources("src/OrderConnector.PosAgent").Select(File.ReadAllText)));

    /// <summary>People search a document for what they see: a message that was reworded would not be found.</summary>
    [Theory]
    [InlineData("docs/agent.md", "## What to do when …")]
    [InlineData("docs/kassenpersonal.md", "## Wenn etwas hakt")]
    public void Every_message_a_document_explains_is_one_the_agent_says(string document, string section)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var messages = FirstCell().Matches(text[text.IndexOf(section, StringComparison.Ordinal)..])
            .Select(match => match.Groups["said"].Value).ToList();
        var pieces = messages.SelectMany(message => message.Split('…')).Select(piece => piece.Trim())
            .Where(piece => piece.Length > 3);

        Assert.True(messages.Count >= 5);
        Assert.DoesNotContain(pieces, piece => !s_sources.Value.Contains(piece, StringComparison.Ordinal));
    }

    /// <summary>Every state of an open order that a person may see stands in both documents.</summary>
    [Theory]
    [InlineData("docs/agent.md")]
    [InlineData("docs/kassenpersonal.md")]
    public void Every_state_of_the_list_is_explained(string document)
    {
        string[] states = ["waiting", "released", "intended", "started", "signed", "unsigned", "issued"];
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));

        Assert.DoesNotContain(states, state => !Regex.IsMatch(text, $@"\| .*\b{state}\b.* \|"));
    }

    [GeneratedRegex(@"^\| `(?<said>[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}
