using System.Text.RegularExpressions;
using OrderConnector.Functions.Hosting;

namespace OrderConnector.Simulators.Portals;

/// <summary>Things that pages are about.</summary>
/// <param name="Order">Id of an order.</param>
/// <param name="Branch">A branch.</param>
/// <param name="Channel">A channel.</param>
public sealed record PortalExamples(string Order, string Branch, string Channel)
{
    /// <summary>Id of an agent; null where there is none.</summary>
    public string? Agent { get; init; }

    /// <summary>Id of an incident; null where there is none.</summary>
    public string? Incident { get; init; }

    /// <summary>Id of an order that waits for its branch; null where there is none.</summary>
    public string? Waiting { get; init; }

    /// <summary>Id of an order that was flagged as transmitted by hand; null where there is none.</summary>
    public string? Flagged { get; init; }

    /// <summary>A branch in emergency operation; null where there is none.</summary>
    public string? Emergency { get; init; }

    /// <summary>Name of a person; null where pages about one are not wanted.</summary>
    public string? User { get; init; }
}

/// <summary>One page as a person walks to it.</summary>
/// <param name="Name">Name of its pictures.</param>
/// <param name="Path">Where it is.</param>
public sealed record PortalPage(string Name, string Path);

/// <summary>Where the portal's pages are: an address or more for every route that shows one after log in.</summary>
public static partial class PortalPages
{
    private static readonly Dictionary<string, Func<PortalExamples, string[]>> s_addresses = new()
    {
        ["/portal"] = _ => ["/portal"],
        ["/portal/orders"] = _ => ["/portal/orders", "/portal/orders?search=Jan-Hinnerk"],
        ["/portal/orders/flag"] = examples => One("/portal/orders/flag?order=", examples.Waiting),
        ["/portal/orders/{id}/flags"] = examples =>
            examples.Flagged is { } flagged ? [$"/portal/orders/{flagged}/flags"] : [],
        ["/portal/orders/{id}"] = examples => ["/portal/orders/" + examples.Order],
        ["/portal/held"] = _ => ["/portal/held"],
        ["/portal/emergency"] = _ => ["/portal/emergency"],
        ["/portal/emergency/{branchId}"] = examples =>
            ["/portal/emergency/" + examples.Branch, .. One("/portal/emergency/", examples.Emergency)],
        ["/portal/incidents"] = _ => ["/portal/incidents"],
        ["/portal/incidents/{id}"] = examples => One("/portal/incidents/", examples.Incident),
        ["/portal/register"] = examples => ["/portal/register?branch=" + examples.Branch],
        ["/portal/audit"] = _ => ["/portal/audit"],
        ["/portal/branches"] = _ => ["/portal/branches"],
        ["/portal/branches/{id}"] = examples => ["/portal/branches/" + examples.Branch],
        ["/portal/channels"] = _ => ["/portal/channels"],
        ["/portal/channels/{id}"] = examples => ["/portal/channels/" + examples.Channel],
        ["/portal/keys"] = _ => ["/portal/keys"],
        ["/portal/agents"] = _ => ["/portal/agents"],
        ["/portal/agents/{id}"] = examples => One("/portal/agents/", examples.Agent),
        ["/portal/contacts"] = _ => ["/portal/contacts"],
        ["/portal/users"] = _ => ["/portal/users"],
        ["/portal/users/{name}"] = examples => One("/portal/users/", examples.User),
        ["/portal/profile"] = _ => ["/portal/profile"],
    };

    /// <summary>Routes that answer with something else than a page, and what that is.</summary>
    private static readonly Dictionary<string, string> s_noPages = new()
    {
        ["/portal/changes"] = "JSON, when something has changed",
        ["/portal/orders/{id}/payload"] = "the bytes that came",
        ["/portal/register.csv"] = "CSV",
        ["/portal/audit.csv"] = "CSV",
    };

    /// <summary>Routes of which nothing is known here; none is right.</summary>
    public static IEnumerable<string> Forgotten() => Patterns()
        .Where(pattern => !s_addresses.ContainsKey(pattern) && !s_noPages.ContainsKey(pattern));

    /// <summary>Looks for an agent and an incident on the pages that list them.</summary>
    public static async Task<PortalExamples> FindAsync(
        PortalVisitor visitor, PortalExamples known, CancellationToken cancellationToken)
    {
        async Task<string?> First(string list)
        {
            var page = await visitor.GetAsync(list, cancellationToken);
            return Link().Matches(page.Body).Select(link => link.Groups["path"].Value)
                .FirstOrDefault(path => path.StartsWith(list + "/", StringComparison.Ordinal))?[(list.Length + 1)..];
        }

        return known with { Agent = await First("/portal/agents"), Incident = await First("/portal/incidents") };
    }

    /// <summary>Every page.</summary>
    public static IReadOnlyList<PortalPage> Of(PortalExamples examples) =>
    [
        .. from pattern in Patterns()
           where s_addresses.ContainsKey(pattern)
           from path in s_addresses[pattern](examples).Index()
           select new PortalPage(NameOf(pattern) + (path.Index == 0 ? "" : "-again"), path.Item),
    ];

    private static string[] One(string list, string? id) => id is null ? [] : [list + id];

    private static string NameOf(string pattern) => pattern == "/portal"
        ? "glance"
        : pattern["/portal/".Length..].Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal).Replace('/', '-');

    private static IEnumerable<string> Patterns() => Routes.All
        .Where(route => route.Method == "GET" && route.Caller is Caller.Portal)
        .Select(route => route.Pattern).Distinct();

    [GeneratedRegex("href=\"(?<path>[^\"?#]*)")]
    private static partial Regex Link();
}
