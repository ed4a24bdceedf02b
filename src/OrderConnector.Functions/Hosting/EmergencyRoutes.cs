using OrderConnector.Core.Access;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Orders;

namespace OrderConnector.Functions.Hosting;

/// <summary>The routes of pending orders, flags and emergency operation.</summary>
public static class EmergencyRoutes
{
    public static readonly Route ListOrders = new("GET", "/portal/orders", Caller.Portal, "Lists pending orders");
    public static readonly Route AskFlag = new(
        "GET", "/portal/orders/flag", Caller.Portal, "Asks what is needed to flag orders", PortalRole.Manager);
    public static readonly Route Flag = new(
        "POST", "/portal/orders/flag", Caller.Portal, "Flags orders as already transmitted", PortalRole.Manager);
    public static readonly Route ShowFlags = new(
        "GET", "/portal/orders/{id}/flags", Caller.Portal, "Shows the flags of an order and their matches");
    public static readonly Route Unflag = new(
        "POST", "/portal/orders/{id}/unflag", Caller.Portal, "Takes a flag back", PortalRole.Manager);
    public static readonly Route Unmatch = new(
        "POST", "/portal/orders/{id}/unmatch", Caller.Portal, "Undoes a match with a receipt", PortalRole.Manager);
    public static readonly Route ListEmergencies = new(
        "GET", "/portal/emergency", Caller.Portal, "Lists branches in and out of emergency operation");
    public static readonly Route ShowEmergency = new(
        "GET", "/portal/emergency/{branchId}", Caller.Portal, "Shows a branch's emergency operation and work list");
    public static readonly Route Begin = new(
        "POST", "/portal/emergency/{branchId}/begin", Caller.Portal, "Begins emergency operation",
        PortalRole.Manager);
    public static readonly Route End = new(
        "POST", "/portal/emergency/{branchId}/end", Caller.Portal, "Ends emergency operation", PortalRole.Manager);
    public static readonly Route SetProcedure = new(
        "POST", "/portal/emergency/{branchId}/procedure", Caller.Portal, "Sets the branch's emergency procedure",
        PortalRole.Manager);
    public static readonly Route Match = new(
        "POST", "/portal/emergency/{branchId}/match", Caller.Portal, "Matches a flagged order with a receipt",
        PortalRole.Manager);
    public static readonly Route Import = new(
        "POST", "/portal/emergency/{branchId}/import", Caller.Portal, "Reads a list of receipts and matches it",
        PortalRole.Manager);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        ListOrders, AskFlag, Flag, ShowFlags, Unflag, Unmatch, ListEmergencies, ShowEmergency, Begin, End,
        SetProcedure, Match, Import,
    ];

    /// <summary>Maps them.</summary>
    public static void MapEmergency(this WebApplication app)
    {
        app.MapPortal(ListOrders, app.Services.GetRequiredService<OrdersEndpoints>().ShowAsync);
        var flags = app.Services.GetRequiredService<FlagEndpoints>();
        app.MapPortal(AskFlag, flags.AskAsync);
        app.MapPortal(Flag, flags.FlagAsync);
        var emergencies = app.Services.GetRequiredService<EmergencyEndpoints>();
        app.MapPortal(ListEmergencies, emergencies.ShowAllAsync);
        app.MapPortal(ShowEmergency, emergencies.ShowAsync);
        app.MapPortal(Begin, emergencies.BeginAsync);
        app.MapPortal(End, emergencies.EndAsync);
        app.MapPortal(SetProcedure, emergencies.SetAsync);
        var matches = app.Services.GetRequiredService<MatchEndpoints>();
        app.MapPortal(ShowFlags, matches.ShowAsync);
        app.MapPortal(Unflag, matches.UnflagAsync);
        app.MapPortal(Unmatch, matches.UnmatchAsync);
        app.MapPortal(Match, matches.MatchAsync);
        app.MapPortal(Import, matches.ImportAsync);
    }
}
