using OrderConnector.Functions.Hosting;

namespace OrderConnector.Browser.Tests.Portals;

/// <summary>Things of the estate that pages are about.</summary>
/// <param name="Order">Id of an order with a long story.</param>
/// <param name="Branch">A branch.</param>
/// <param name="ReceiptToken">Of a signed order.</param>
internal sealed record Examples(string Order, string Branch, string ReceiptToken)
{
    /// <summary>Id of an order that waits for its branch.</summary>
    public required string Waiting { get; init; }

    /// <summary>Id of an order that was flagged as transmitted by hand.</summary>
    public required string Flagged { get; init; }
}

/// <summary>One page as it is walked to.</summary>
/// <param name="Name">Name of its screenshots.</param>
/// <param name="Path">Where it is.</param>
internal sealed record PageAddress(string Name, string Path);

/// <summary>Where the pages are: an address or more for every route that shows one.</summary>
internal static class PageAddresses
{
    private static readonly Dictionary<string, Func<Examples, PageAddress[]>> s_addresses = new()
    {
        ["/portal"] = _ => [new("glance", "/portal")],
        ["/portal/orders"] = _ =>
            [new("orders", "/portal/orders"), new("orders-found", "/portal/orders?search=Jan-Hinnerk")],
        ["/portal/orders/flag"] = examples => [new("flag", "/portal/orders/flag?order=" + examples.Waiting)],
        ["/portal/orders/{id}/flags"] = examples => [new("flags", $"/portal/orders/{examples.Flagged}/flags")],
        ["/portal/emergency"] = _ => [new("emergencies", "/portal/emergency")],
        ["/portal/emergency/{branchId}"] = _ =>
            [new("emergency", "/portal/emergency/" + Estate.Hamburg), new("no-emergency", "/portal/emergency/" + Estate.Berlin)],
        ["/problems"] = _ => [new("problems", "/problems")],
        ["/problems/{name}"] = _ => [new("problem", "/problems/rules-broken")],
        ["/r/{token}"] = examples => [new("receipt", "/r/" + examples.ReceiptToken)],
    };

    /// <summary>Routes that answer a reader with something else than a page, and what that is.</summary>
    private static readonly Dictionary<string, string> s_noPages = new()
    {
        ["/portal/assets/{name}"] = "style and script",
        ["/openapi/v1.json"] = "JSON",
        ["/health/live"] = "JSON",
        ["/health/ready"] = "JSON",
    };

    /// <summary>GET routes that neither this list walks nor says to be no page; none is right.</summary>
    internal static IEnumerable<string> Forgotten() => ForPeople()
        .Where(pattern => !s_addresses.ContainsKey(pattern) && !s_noPages.ContainsKey(pattern)
            && BeforeLogIn.All(page => page.Path != pattern));

    /// <summary>What this list names and the application does not have; none is right.</summary>
    internal static IEnumerable<string> Gone() =>
        s_addresses.Keys.Concat(s_noPages.Keys).Except(ForPeople());

    /// <summary>Pages that people see who have not logged in.</summary>
    internal static IReadOnlyList<PageAddress> BeforeLogIn { get; } = [new("login", "/portal/login")];

    /// <summary>Every other page.</summary>
    internal static IReadOnlyList<PageAddress> Of(Examples examples) =>
        [.. s_addresses.Values.SelectMany(find => find(examples))];

    private static IEnumerable<string> ForPeople() => Routes.All
        .Where(route => route.Method == "GET" && route.Caller is Caller.Anybody or Caller.LinkHolder or Caller.Portal)
        .Select(route => route.Pattern).Distinct();
}
