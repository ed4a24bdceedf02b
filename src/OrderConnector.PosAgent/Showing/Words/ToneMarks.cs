namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>How a tone looks.</summary>
public static class ToneMarks
{
    /// <summary>Its class in the stylesheet.</summary>
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Busy => "busy",
        Tone.Wanted => "wanted",
        Tone.Bad => "bad",
        Tone.Gone => "over",
    };

    /// <summary>Its sign, so that it can be told without seeing colours.</summary>
    public static string Sign(this Tone tone) => tone switch
    {
        Tone.Good => "✓",
        Tone.Busy => "…",
        Tone.Wanted => "!",
        Tone.Bad => "✕",
        Tone.Gone => "–",
    };
}
