using OrderConnector.Core.Access;
using OrderConnector.Functions.Authenticating;

namespace OrderConnector.Functions.Hosting;

/// <summary>The routes of log in, one's own account, users and the audit log.</summary>
public static class AccessRoutes
{
    public static readonly Route ShowLogIn = new("GET", "/portal/login", Caller.Anybody, "Asks for name and password");
    public static readonly Route LogIn = new("POST", "/portal/login", Caller.Anybody, "Logs a person in");
    public static readonly Route LogOut = new("POST", "/portal/logout", Caller.Portal, "Logs a person out");

    public static readonly Route ShowProfile = new("GET", "/portal/profile", Caller.Portal, "Shows one's own account");
    public static readonly Route ChangePassword = new(
        "POST", "/portal/profile/password", Caller.Portal, "Changes one's own password");
    public static readonly Route ChooseLanguage = new(
        "POST", "/portal/profile/language", Caller.Portal, "Chooses one's own language");

    public static readonly Route ListUsers = new(
        "GET", "/portal/users", Caller.Portal, "Lists the users", PortalRole.Administrator);
    public static readonly Route AddUser = new(
        "POST", "/portal/users", Caller.Portal, "Adds a user", PortalRole.Administrator);
    public static readonly Route ShowUser = new(
        "GET", "/portal/users/{name}", Caller.Portal, "Shows a user", PortalRole.Administrator);
    public static readonly Route ChangeUser = new(
        "POST", "/portal/users/{name}", Caller.Portal, "Changes a user", PortalRole.Administrator);
    public static readonly Route SwitchUser = new(
        "POST", "/portal/users/{name}/state", Caller.Portal, "Disables or enables a user", PortalRole.Administrator);
    public static readonly Route ResetPassword = new(
        "POST", "/portal/users/{name}/password", Caller.Portal, "Gives a user a one-time password",
        PortalRole.Administrator);

    public static readonly Route ShowAudit = new("GET", "/portal/audit", Caller.Portal, "Shows the audit log");
    public static readonly Route ExportAudit = new(
        "GET", "/portal/audit.csv", Caller.Portal, "Writes the audit log as CSV");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        ShowLogIn, LogIn, LogOut, ShowProfile, ChangePassword, ChooseLanguage,
        ListUsers, AddUser, ShowUser, ChangeUser, SwitchUser, ResetPassword, ShowAudit, ExportAudit,
    ];

    /// <summary>Maps them.</summary>
    public static void MapAccess(this WebApplication app)
    {
        var logIns = app.Services.GetRequiredService<LogInEndpoints>();
        app.MapPortalOpen(ShowLogIn, LogInEndpoints.ShowAsync);
        app.MapPortalOpen(LogIn, logIns.LogInAsync);
        app.MapPortal(LogOut, logIns.LogOutAsync);
        var profile = app.Services.GetRequiredService<ProfileEndpoints>();
        app.MapPortal(ShowProfile, profile.ShowAsync);
        app.MapPortal(ChangePassword, profile.ChangePasswordAsync);
        app.MapPortal(ChooseLanguage, profile.ChooseLanguageAsync);
        var users = app.Services.GetRequiredService<UserEndpoints>();
        app.MapPortal(ListUsers, users.ListAsync);
        app.MapPortal(AddUser, users.AddAsync);
        app.MapPortal(ShowUser, users.ShowAsync);
        app.MapPortal(ChangeUser, users.ChangeAsync);
        app.MapPortal(SwitchUser, users.SwitchAsync);
        app.MapPortal(ResetPassword, users.ResetPasswordAsync);
        var audit = app.Services.GetRequiredService<AuditEndpoints>();
        app.MapPortal(ShowAudit, audit.ShowAsync);
        app.MapPortal(ExportAudit, audit.ExportAsync);
    }
}
