using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Stories;

/// <summary>How an entry of a story stands out.</summary>
public enum Tone
{
    /// <summary>One step of many.</summary>
    Plain,

    /// <summary>A step forward.</summary>
    Info,

    /// <summary>The end that was hoped for.</summary>
    Good,

    /// <summary>Something a person should see.</summary>
    Warn,

    /// <summary>The end that was not.</summary>
    Bad,
}

/// <summary>Something that happened to an order.</summary>
/// <param name="At">When.</param>
/// <param name="Tone">How it stands out.</param>
/// <param name="Title">What, in a few words.</param>
/// <param name="Actor">Who, as recorded; null where nobody in particular.</param>
/// <param name="Details">What belongs to it, by name.</param>
public sealed record StoryEntry(
    DateTimeOffset At, Tone Tone, Text Title, string? Actor, IReadOnlyList<StoryDetail> Details);

/// <summary>One detail.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">In the reader's language where it has words.</param>
/// <param name="Path">Where it leads; null where it leads nowhere.</param>
public sealed record StoryDetail(Text Name, Text Value, string? Path = null)
{
    /// <summary>A detail that reads the same in every language.</summary>
    public static StoryDetail Of(Text name, string value) => new(name, new Text(value, value));

    /// <summary>A detail of a value that may be missing.</summary>
    public static IEnumerable<StoryDetail> Maybe(Text name, string? value) => value is null ? [] : [Of(name, value)];
}
