using OrderConnector.Core.Access;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Hosting;

/// <summary>One route and who may call it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Path with its parameters.</param>
/// <param name="Caller">Who may call it.</param>
/// <param name="Does">What it does, in a few words.</param>
/// <param name="Least">The least role, where the caller is a person in the portal; an auditor reads everything.</param>
public sealed record Route(
    string Method, string Pattern, Caller Caller, string Does, PortalRole Least = PortalRole.Auditor)
{
    /// <summary>Whether a role may call it. An auditor reads everything and changes nothing.</summary>
    public bool Admits(PortalRole role) => role switch
    {
        PortalRole.Auditor => Method == "GET" || Least == PortalRole.Auditor,
        PortalRole.Manager or PortalRole.Administrator => role >= Least,
    };

    /// <summary>Whether it serves one's own account: open before a password that was given is changed.</summary>
    public bool IsOfProfile => Pattern.StartsWith("/portal/profile", StringComparison.Ordinal)
        || Pattern == "/portal/logout";

    /// <summary>Whether people call it in a browser: no part of the interface that OpenAPI describes.</summary>
    public bool IsOfPortal => Pattern.StartsWith("/portal", StringComparison.Ordinal)
        || Pattern.StartsWith("/a/", StringComparison.Ordinal);
}

/// <summary>Every route of this process; a route that is not listed here is not served.</summary>
public static class Routes
{
    public static readonly Route PostOrder = new("POST", "/api/v1/orders", Caller.Shop, "Takes an order");
    public static readonly Route ValidateOrder = new(
        "POST", "/api/v1/orders/validate", Caller.Shop, "Checks an order and stores nothing");
    public static readonly Route FindOrders = new(
        "GET", "/api/v1/orders", Caller.Shop, "Finds an order by externalId");
    public static readonly Route ReadOrder = new("GET", "/api/v1/orders/{id}", Caller.Shop, "Reads an order");
    public static readonly Route PayOrder = new(
        "POST", "/api/v1/orders/{id}/payment", Caller.Shop, "Tells how a pending payment ended");
    public static readonly Route CancelOrder = new(
        "POST", "/api/v1/orders/{id}/cancel", Caller.Shop, "Calls an order back before the branch has it");
    public static readonly Route VoidOrder = new(
        "POST", "/api/v1/orders/{id}/void", Caller.Shop, "Voids a signed order in whole or in part");
    public static readonly Route ReadReadiness = new(
        "GET", "/api/v1/branches/{branchId}/readiness", Caller.Shop, "Tells whether a branch may take orders now");

    public static readonly Route EnrolAgent = new("POST", "/agent/v1/enrol", Caller.Registrant, "Enrols an agent");
    public static readonly Route CollectOrders = new(
        "POST", "/agent/v1/collect", Caller.Agent, "Offers orders of the branch, waiting for the first");
    public static readonly Route ConfirmOrders = new(
        "POST", "/agent/v1/confirm", Caller.Agent, "Takes ownership of offered orders");
    public static readonly Route ReportEntries = new(
        "POST", "/agent/v1/reports", Caller.Agent, "Takes reports of the agent's journal");
    public static readonly Route ReadMasterData = new(
        "GET", "/agent/v1/master-data/{version}", Caller.Agent, "Reads a version of the branch's seller data");
    public static readonly Route VoidByStaff = new(
        "POST", "/agent/v1/orders/{id}/void", Caller.Agent, "Voids a signed order of the branch for staff");

    public static readonly Route ReadNumbers = new(
        "GET", "/api/v1/branches/{branchId}/numbers", Caller.Operator, "Explains order numbers");
    public static readonly Route Live = new("GET", "/health/live", Caller.Anybody, "Says that the process runs");
    public static readonly Route Ready = new(
        "GET", "/health/ready", Caller.Anybody, "Says whether the store can be written");
    public static readonly Route Describe = new(
        "GET", "/openapi/v1.json", Caller.Anybody, "Describes this interface in OpenAPI 3.1");
    public static readonly Route ListProblems = new(
        "GET", "/problems", Caller.Anybody, "Explains every refusal, for people");
    public static readonly Route ExplainProblem = new(
        "GET", "/problems/{name}", Caller.Anybody, "Explains one refusal, for people");
    public static readonly Route ShowReceipt = new(
        "GET", "/r/{token}", Caller.LinkHolder, "Shows the digital receipt");

    public static readonly Route ShowGlance = new(
        "GET", "/portal", Caller.Portal, "Shows the branches at a glance");
    public static readonly Route AwaitChange = new(
        "GET", "/portal/changes", Caller.Portal, "Waits for the next change, for pages that show themselves anew");
    public static readonly Route ShowOrder = new(
        "GET", "/portal/orders/{id}", Caller.Portal, "Shows an order and everything that happened to it");
    public static readonly Route ShowPayload = new(
        "GET", "/portal/orders/{id}/payload", Caller.Portal, "Shows the bytes that came for an order, on record");
    public static readonly Route ReadAsset = new(
        "GET", "/portal/assets/{name}", Caller.Anybody, "Style and script of the portal");
    public static readonly Route ChooseLook = new(
        "POST", Look.Path, Caller.Anybody, "Keeps language and theme in the browser");

    /// <summary>All of them, in the order they are described.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        PostOrder, ValidateOrder, FindOrders, ReadOrder, PayOrder, CancelOrder, VoidOrder, ReadReadiness,
        EnrolAgent, CollectOrders, ConfirmOrders, ReportEntries, ReadMasterData, VoidByStaff,
        ReadNumbers, Live, Ready, Describe, ListProblems, ExplainProblem, ShowReceipt,
        ShowGlance, ShowOrder, ShowPayload, AwaitChange, ReadAsset, ChooseLook,
        .. AccessRoutes.All, .. AlertRoutes.All, .. DirectoryRoutes.All, .. EmergencyRoutes.All,
    ];
}
