namespace OrderConnector.Simulators.Shops;

/// <summary>An order the cloud has taken, as its shop knows it.</summary>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="Id">The cloud's id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What sort of order.</param>
public sealed record PlacedOrder(string ExternalId, string Id, long Number, string Kind)
{
    /// <summary>Where the order must stand in the end: any of these states.</summary>
    public IReadOnlyList<string> Ends { get; init; } = Sold;

    /// <summary>The branch has it, with a signature or with a recorded reason.</summary>
    public static IReadOnlyList<string> Sold { get; } = ["signed", "unsigned"];
}
