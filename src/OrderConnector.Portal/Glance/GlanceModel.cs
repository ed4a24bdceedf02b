namespace OrderConnector.Portal.Glance;

/// <summary>The branches at a glance, those that need a person first.</summary>
/// <param name="Branches">The branches shown, of those a reader may see.</param>
public sealed record GlanceModel(IReadOnlyList<BranchView> Branches)
{
    /// <summary>The branch behind which the next page begins; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>Whether these are the ones that need a person most.</summary>
    public bool IsFirst { get; init; } = true;

    /// <summary>What is searched for among the branches' names and ids; "" for nothing.</summary>
    public string Search { get; init; } = "";

    /// <summary>Whether there are too many to be shown at once: then they can be searched.</summary>
    public bool AreMany { get; init; }
}
