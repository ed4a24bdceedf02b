using OrderConnector.Functions.Hosting;
using OrderConnector.Simulators.Portals;

namespace OrderConnector.Browser.Tests.Portals;

/// <summary>Where the pages are that ask for no log in: an address for every route that shows one.</summary>
internal static class PageAddresses
{
    private static readonly Dictionary<string, Func<string, PortalPage>> s_addresses = new()
    {
        ["/portal/login"] = _ => new("login", "/portal/login"),
        ["/problems"] = _ => new("problems", "/problems"),
        ["/problems/{name}"] = _ => new("problem", "/problems/rules-broken"),
        ["/r/{token}"] = receipt => new("receipt", "/r/" + receipt),
    };

    /// <summary>Routes that answer with something else than a page, and what that is.</summary>
    private static readonly Dictionary<string, string> s_noPages = new()
    {
        ["/a/{token}"] = "a page that the test of the mail looks at",
        ["/portal/assets/{name}"] = "style and script",
        ["/openapi/v1.json"] = "JSON",
        ["/health/live"] = "JSON",
        ["/health/ready"] = "JSON",
    };

    /// <summary>Routes of which nothing is known here; none is right.</summary>
    internal static IEnumerable<string> Forgotten() => Patterns()
        .Where(pattern => !s_addresses.ContainsKey(pattern) && !s_noPages.ContainsKey(pattern));

    /// <summary>Every page.</summary>
    /// <param name="receipt">Token of a receipt.</param>
    internal static IReadOnlyList<PortalPage> Of(string receipt) =>
        [.. s_addresses.Values.Select(find => find(receipt))];

    private static IEnumerable<string> Patterns() => Routes.All
        .Where(route => route.Method == "GET" && route.Caller is Caller.Anybody or Caller.LinkHolder)
        .Select(route => route.Pattern).Distinct();
}
