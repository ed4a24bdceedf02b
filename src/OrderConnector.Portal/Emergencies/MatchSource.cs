namespace OrderConnector.Portal.Emergencies;

/// <summary>Where the number of a till's receipt came from.</summary>
public enum MatchSource
{
    /// <summary>Typed on the work list.</summary>
    ByHand,

    /// <summary>A list that was imported.</summary>
    Import,

    /// <summary>Typed with the flag itself.</summary>
    Flag,
}

/// <summary>How it is written in stores.</summary>
public static class MatchSourceNames
{
    /// <summary>"byHand", "import", "flag".</summary>
    public static string ToWire(this MatchSource source) => source switch
    {
        MatchSource.ByHand => "byHand",
        MatchSource.Import => "import",
        MatchSource.Flag => "flag",
    };

    /// <summary>Reads a stored name; another one is a fault of the store and throws.</summary>
    public static MatchSource FromWire(string name) =>
        Enum.GetValues<MatchSource>().FirstOrDefault(source => source.ToWire() == name) is var known
        && known.ToWire() == name
            ? known
            : throw new InvalidDataException($"The store names no source '{name}'.");
}
