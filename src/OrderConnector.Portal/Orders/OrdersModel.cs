using OrderConnector.Core.Texts;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Orders;

/// <summary>The list of orders.</summary>
/// <param name="Query">What was asked for.</param>
/// <param name="Search">What was typed into the search; "" for nothing.</param>
/// <param name="List">What is shown.</param>
/// <param name="Branches">The reader's branches.</param>
/// <param name="Channels">Channels to filter by.</param>
public sealed record OrdersModel(
    OrderQuery Query,
    string Search,
    OrderList List,
    IReadOnlyList<BranchEmergency> Branches,
    IReadOnlyList<string> Channels)
{
    /// <summary>Where the list stands.</summary>
    public const string Path = "/portal/orders";

    private readonly Dictionary<string, BranchClock> clocks =
        Branches.ToDictionary(branch => branch.BranchId, branch => BranchClock.Of(branch.TimeZone));

    /// <summary>Whether the reader may flag anything shown.</summary>
    public bool MayFlag { get; init; }

    /// <summary>The clock of a branch.</summary>
    public BranchClock ClockOf(string branchId) => clocks[branchId];

    /// <summary>The name of a branch.</summary>
    public string NameOf(string branchId) => Branches.First(branch => branch.BranchId == branchId).Name;

    /// <summary>The list's address with another group or place.</summary>
    public string Address(OrderGroup group, OrderPlace? after = null)
    {
        var parts = new List<string> { "group=" + OrdersEndpoints.ToWire(group) };
        Add(parts, "branch", Query.BranchId);
        Add(parts, "channel", Query.Channel);
        Add(parts, "sort", Query.Sort == OrderSort.Oldest ? null : OrdersEndpoints.ToWire(Query.Sort));
        Add(parts, "after", after?.ToString());
        return $"{Path}?{string.Join('&', parts)}";
    }

    private static void Add(List<string> parts, string name, string? value)
    {
        if (value is not null)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
