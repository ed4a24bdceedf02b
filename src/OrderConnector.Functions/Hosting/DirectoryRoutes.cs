using OrderConnector.Core.Access;
using OrderConnector.Portal.Agents;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Held;
using OrderConnector.Portal.Register;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// Routes of the number register, of what is set up once (branches, channels, keys, agents) and of what waits for a
/// decision. Who changes what many branches share is an administrator; a manager decides on orders and seller data of
/// the own branches.
/// </summary>
public static class DirectoryRoutes
{
    public static readonly Route ShowRegister = Page(RegisterEndpoints.Path, "Explains order numbers to people");
    public static readonly Route ExportRegister = Page(RegisterEndpoints.CsvPath, "Explains order numbers as CSV");
    public static readonly Route ListBranches = Page(BranchEndpoints.Path, "Lists branches");
    public static readonly Route AddBranch = Form(
        BranchEndpoints.Path, PortalRole.Administrator, "Adds a branch");
    public static readonly Route ShowBranch = Page(BranchEndpoints.Path + "/{id}", "Shows a branch");
    public static readonly Route StoreSeller = Form(
        BranchEndpoints.Path + "/{id}/seller", PortalRole.Manager, "Stores a version of a branch's seller data");
    public static readonly Route WidenNumbers = Form(
        BranchEndpoints.Path + "/{id}/numbers", PortalRole.Administrator, "Gives a branch more order numbers");
    public static readonly Route SetAlerts = Form(
        BranchEndpoints.Path + "/{id}/alerts", PortalRole.Manager, "Sets when something at a branch is an alert");
    public static readonly Route ListChannels = Page(ChannelEndpoints.Path, "Lists channels");
    public static readonly Route AddChannel = Form(
        ChannelEndpoints.Path, PortalRole.Administrator, "Adds a channel and shows its key this once");
    public static readonly Route ShowChannel = Page(ChannelEndpoints.Path + "/{id}", "Shows a channel and its keys");
    public static readonly Route SetChannel = Form(
        ChannelEndpoints.Path + "/{id}", PortalRole.Administrator, "Sets a channel's release and deadline");
    public static readonly Route AddChannelKey = Form(
        ChannelEndpoints.Path + "/{id}/keys", PortalRole.Administrator, "Makes a channel's key and shows it this once");
    public static readonly Route ListKeys = Page(KeyEndpoints.Path, "Lists keys of registration and of operators");
    public static readonly Route AddRegistrationKey = Form(
        KeyEndpoints.Path + "/registration", PortalRole.Administrator, "Makes a key that enrols agents");
    public static readonly Route AddOperatorKey = Form(
        KeyEndpoints.Path + "/operator", PortalRole.Administrator, "Makes a key that reads the number register");
    public static readonly Route RevokeKey = Form(
        KeyEndpoints.Path + "/{id}/revoke", PortalRole.Administrator, "Ends a key");
    public static readonly Route ListAgents = Page(AgentEndpoints.Path, "Lists agents");
    public static readonly Route ShowAgent = Page(AgentEndpoints.Path + "/{id}", "Shows an agent");
    public static readonly Route RevokeAgent = Form(
        AgentEndpoints.Path + "/{id}/revoke", PortalRole.Administrator, "Ends an agent for good");
    public static readonly Route ReassignOrders = Form(
        AgentEndpoints.Path + "/{id}/orders", PortalRole.Administrator, "Finds a way for a lost agent's orders");
    public static readonly Route ShowHeld = Page(HeldEndpoints.Path, "Lists what waits for a person's decision");
    public static readonly Route DecideOrder = Form(
        HeldEndpoints.Path + "/{id}", PortalRole.Manager, "Decides on an order that was held or set aside");
    public static readonly Route DecideStray = Form(
        HeldEndpoints.Path + "/messages/{id}", PortalRole.Manager, "Decides on a queue message that was set aside");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        ShowRegister, ExportRegister, ListBranches, AddBranch, ShowBranch, StoreSeller, WidenNumbers, SetAlerts,
        ListChannels, AddChannel, ShowChannel, SetChannel, AddChannelKey, ListKeys, AddRegistrationKey,
        AddOperatorKey, RevokeKey,
        ListAgents, ShowAgent, RevokeAgent, ReassignOrders, ShowHeld, DecideOrder, DecideStray,
    ];

    /// <summary>Maps them.</summary>
    public static void MapDirectory(this WebApplication app)
    {
        var register = app.Services.GetRequiredService<RegisterEndpoints>();
        app.MapPortal(ShowRegister, register.ShowAsync);
        app.MapPortal(ExportRegister, register.ExportAsync);
        var branches = app.Services.GetRequiredService<BranchEndpoints>();
        app.MapPortal(ListBranches, branches.ListAsync);
        app.MapPortal(AddBranch, branches.AddAsync);
        app.MapPortal(ShowBranch, branches.ShowAsync);
        app.MapPortal(StoreSeller, branches.StoreSellerAsync);
        app.MapPortal(WidenNumbers, branches.WidenAsync);
        app.MapPortal(SetAlerts, branches.SetAlertsAsync);
        var channels = app.Services.GetRequiredService<ChannelEndpoints>();
        app.MapPortal(ListChannels, channels.ListAsync);
        app.MapPortal(AddChannel, channels.AddAsync);
        app.MapPortal(ShowChannel, channels.ShowAsync);
        app.MapPortal(SetChannel, channels.SetAsync);
        app.MapPortal(AddChannelKey, channels.AddKeyAsync);
        var keys = app.Services.GetRequiredService<KeyEndpoints>();
        app.MapPortal(ListKeys, keys.ListAsync);
        app.MapPortal(AddRegistrationKey, keys.AddRegistrationAsync);
        app.MapPortal(AddOperatorKey, keys.AddOperatorAsync);
        app.MapPortal(RevokeKey, keys.RevokeAsync);
        var agents = app.Services.GetRequiredService<AgentEndpoints>();
        app.MapPortal(ListAgents, agents.ListAsync);
        app.MapPortal(ShowAgent, agents.ShowAsync);
        app.MapPortal(RevokeAgent, agents.RevokeAsync);
        app.MapPortal(ReassignOrders, agents.ReassignAsync);
        var held = app.Services.GetRequiredService<HeldEndpoints>();
        app.MapPortal(ShowHeld, held.ShowAsync);
        app.MapPortal(DecideOrder, held.DecideAsync);
        app.MapPortal(DecideStray, held.DecideStrayAsync);
    }

    private static Route Page(string path, string does) => new("GET", path, Caller.Portal, does);

    private static Route Form(string path, PortalRole least, string does) =>
        new("POST", path, Caller.Portal, does, least);
}
