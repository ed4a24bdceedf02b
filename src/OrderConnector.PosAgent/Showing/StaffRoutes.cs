using System.Text.RegularExpressions;

namespace OrderConnector.PosAgent.Showing;

/// <summary>Who may call a route of the page.</summary>
public enum StaffAccess
{
    /// <summary>Whoever sits at this machine: by the page's own address, from no page of another origin.</summary>
    Look,

    /// <summary>As <see cref="Look"/>, and only by a form of the page itself, with its token.</summary>
    Act,
}

/// <summary>One route of the page.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">Its pattern.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Handler">What answers.</param>
internal sealed record StaffRoute(string Method, string Pattern, StaffAccess Access, Delegate Handler);

/// <summary>Every route of the page, with who may call it: what does not stand here is not served.</summary>
internal static partial class StaffRoutes
{
    internal static IReadOnlyList<StaffRoute> All { get; } =
    [
        Look("/", (HttpContext call, StaffViews views) => views.OverviewAsync(call)),
        Look("/orders/{number:long}",
            (HttpContext call, StaffViews views, long number) => views.OrderAsync(call, number)),
        Look("/orders/{number:long}/receipt",
            (HttpContext call, StaffViews views, long number) => views.ReceiptAsync(call, number)),
        Look("/orders/{number:long}/qr.svg", (StaffViews views, long number) => views.ReceiptQr(number)),
        Look("/emergency", (HttpContext call, StaffViews views) => views.EmergencyAsync(call)),
        Look("/portal.svg", (StaffViews views) => views.PortalQr()),
        Look("/news", (HttpContext call, StaffViews views) => views.NewsAsync(call)),
        Look("/assets/{file}", (HttpContext call, string file) => StaffViews.Asset(call, file)),
        Act("/orders/{number:long}/release",
            (HttpContext call, StaffWishes wishes, long number) => wishes.ReleaseAsync(call, number)),
        Act("/orders/{number:long}/reject",
            (HttpContext call, StaffWishes wishes, long number) => wishes.RejectAsync(call, number)),
        Act("/person", (HttpContext call, StaffWishes wishes) => wishes.PersonAsync(call)),
        Act("/language", (HttpContext call, StaffWishes wishes) => wishes.LanguageAsync(call)),
    ];

    internal static void MapStaffPage(this IEndpointRouteBuilder routes)
    {
        foreach (var route in All)
        {
            routes.MapMethods(route.Pattern, [route.Method], route.Handler);
        }
    }

    /// <summary>Whether a path is one of the page's own, to which a form may lead back.</summary>
    internal static bool IsPage(string path) => OwnPath().IsMatch(path);

    private static StaffRoute Look(string pattern, Delegate handler) =>
        new(HttpMethods.Get, pattern, StaffAccess.Look, handler);

    private static StaffRoute Act(string pattern, Delegate handler) =>
        new(HttpMethods.Post, pattern, StaffAccess.Act, handler);

    [GeneratedRegex(@"\A/(?:emergency|orders/[0-9]{1,18}(?:/receipt)?)?\z")]
    private static partial Regex OwnPath();
}
