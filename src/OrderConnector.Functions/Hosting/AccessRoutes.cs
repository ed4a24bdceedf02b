using OrderConnector.Functions.Authenticating;

namespace OrderConnector.Functions.Hosting;

/// <summary>The routes of log in, one's own account, users and the audit log.</summary>
public static class AccessRoutes
{
    public static readonly Route ShowLogIn = new("GET", "/portal/login", Caller.Anybody, "Asks for name and password");
    public static readonly Route LogIn = new("POST", "/portal/login", Caller.Anybody, "Logs a person in");
    public static readonly Route LogOut = new("POST", "/portal/logout", Caller.Portal, "Logs a person out");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Route> All { get; } = [ShowLogIn, LogIn, LogOut];

    /// <summary>Maps them.</summary>
    public static void MapAccess(this WebApplication app)
    {
        var logIns = app.Services.GetRequiredService<LogInEndpoints>();
        app.MapPortalOpen(ShowLogIn, LogInEndpoints.ShowAsync);
        app.MapPortalOpen(LogIn, logIns.LogInAsync);
        app.MapPortal(LogOut, logIns.LogOutAsync);
    }
}
