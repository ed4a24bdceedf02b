using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Hosting.Handler;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Log in and log out.</summary>
public sealed class LogInEndpoints(
    LogIns logIns, Visitors visitors, IAccessStore store, TimeProvider clock, HostingOptions hosting,
    IConfiguration configuration)
{
    private const int LongestTyped = 300;

    // Under the host the connection is the host's; the caller is known only where the front end names it.
    private readonly bool _knowsAddress =
        HandlerPlace.Find(configuration) is null || hosting.ClientAddressHeader.Length > 0;

    /// <summary>GET /portal/login.</summary>
    public static Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var to = context.Request.Query["to"].ToString();
        return Task.FromResult<IResult>(frame.User is null
            ? Pages.Show<LogInPage>(frame, new LogInModel(OursOrHome(to), Name: "", Fault: null))
            : SeeOther.To(OursOrHome(to)));
    }

    /// <summary>POST /portal/login.</summary>
    public async Task<IResult> LogInAsync(HttpContext context, PageFrame frame)
    {
        var form = context.Request.Form;
        var (name, password) = (form["name"].ToString(), form["password"].ToString());
        var to = OursOrHome(form["to"]);
        var outcome = name.Length <= LongestTyped && password.Length <= LongestTyped
            ? await logIns.TryAsync(
                name, password, _knowsAddress ? context.Connection.RemoteIpAddress : null, context.RequestAborted)
            : new LogInOutcome(LogInOutcomeKind.Refused, null);
        switch (outcome.Kind)
        {
            case LogInOutcomeKind.Admitted:
                PortalCookies.KeepSession(context, outcome.Session!);
                return SeeOther.To(to);
            case LogInOutcomeKind.Refused:
                return Again(frame, to, name, AccessTexts.LogInRefused, StatusCodes.Status403Forbidden);
            case LogInOutcomeKind.TooMany:
                return Again(frame, to, name, AccessTexts.TooManyLogIns, StatusCodes.Status429TooManyRequests);
            default:
                throw new InvalidOperationException($"There is no outcome {outcome.Kind}.");
        }
    }

    /// <summary>POST /portal/logout.</summary>
    public async Task<IResult> LogOutAsync(HttpContext context, PageFrame frame)
    {
        if (context.Features.Get<Visitor>() is { SessionId: { } id, User: { } user })
        {
            await store.EndSessionAsync(
                id, new Act(clock.GetUtcNow(), user.Actor, "user.loggedOut", user.Name, null, null),
                context.RequestAborted);
            visitors.Forget();
        }

        PortalCookies.DropSession(context);
        return SeeOther.To(PortalGate.LogInPath);
    }

    private static IResult Again(PageFrame frame, string to, string name, Text fault, int status) =>
        Pages.Show<LogInPage>(frame, new LogInModel(to, name, fault), status);

    private static string OursOrHome(string? path) => SeeOther.IsOurs(path) ? path! : "/portal";
}
