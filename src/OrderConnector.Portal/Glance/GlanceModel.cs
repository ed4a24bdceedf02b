namespace OrderConnector.Portal.Glance;

/// <summary>The branches at a glance, those that need a person first.</summary>
/// <param name="Branches">The branches a reader may see.</param>
public sealed record GlanceModel(IReadOnlyList<BranchView> Branches);
