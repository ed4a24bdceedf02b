namespace OrderConnector.Portal.Glance;

/// <summary>The branches at a glance.</summary>
/// <param name="Count">How many branches there are.</param>
public sealed record GlanceModel(int Count);
