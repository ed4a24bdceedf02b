using OrderConnector.Core.Texts;
using OrderConnector.Functions.Hosting;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;
using Route = OrderConnector.Functions.Hosting.Route;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// Stands before every page and every form of the portal: who may pass, that a form is ours, and what the browser is
/// told to refuse.
/// </summary>
public sealed class PortalGate(Visitors visitors, IPortalQueries queries, TimeProvider clock)
{
    /// <summary>Where the log in is.</summary>
    public const string LogInPath = "/portal/login";

    /// <summary>Where a password is changed.</summary>
    public const string ProfilePath = "/portal/profile";

    /// <summary>Answers one request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">Its route.</param>
    /// <param name="handle">What to do where it may pass.</param>
    public async Task PassAsync(HttpContext context, Route route, Func<HttpContext, PageFrame, Task<IResult>> handle)
    {
        PortalHeaders.Add(context.Response);
        var result = SafeLine.Is(context)
            ? await JudgeAsync(context, route, handle)
            : Refuse(context, Frame(context, new Visitor(null, null, false, "")), 403, AccessTexts.UnsafeLine);
        await result.ExecuteAsync(context);
    }

    private async Task<IResult> JudgeAsync(
        HttpContext context, Route route, Func<HttpContext, PageFrame, Task<IResult>> handle)
    {
        var visitor = await visitors.FindAsync(context, context.RequestAborted);
        context.Features.Set(visitor);
        var frame = Frame(context, visitor);
        if (visitor.Stranger is { } stranger && route.Caller == Caller.Portal)
        {
            return Refuse(context, frame, 403, new Text(
                AccessTexts.Stranger.German + stranger, AccessTexts.Stranger.English + stranger));
        }

        if (route.Caller == Caller.Portal && visitor.User is null)
        {
            return AskToLogIn(context);
        }

        if (visitor.User is { } user && route.Caller == Caller.Portal && !route.Admits(user.Role))
        {
            return Refuse(context, frame, 403, AccessTexts.NotAllowed);
        }

        if (visitor.MustChange && route.Caller == Caller.Portal && !route.IsOfProfile)
        {
            return WantsPage(context) ? SeeOther.To(ProfilePath) : TypedResults.StatusCode(403);
        }

        return HttpMethods.IsPost(route.Method) && !await FormProofs.IsThereAsync(context, frame.FormToken)
            ? Refuse(context, frame, 400, AccessTexts.FormIsOld)
            : await handle(context, await WithEmergenciesAsync(frame, context.RequestAborted));
    }

    private async Task<PageFrame> WithEmergenciesAsync(PageFrame frame, CancellationToken cancellationToken) =>
        frame.User is { } user
            ? frame with { Emergencies = await queries.ReadRunningEmergenciesAsync(user.Scope, cancellationToken) }
            : frame;

    // A script cannot read a page; it is told in numbers.
    private static IResult AskToLogIn(HttpContext context)
    {
        if (!WantsPage(context))
        {
            return TypedResults.StatusCode(401);
        }

        var request = context.Request;
        var to = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/portal";
        return SeeOther.To($"{LogInPath}?to={Uri.EscapeDataString(to)}");
    }

    private static IResult Refuse(HttpContext context, PageFrame frame, int status, Text reason) => WantsPage(context)
        ? Pages.Show<RefusalPage>(frame, reason, status)
        : TypedResults.StatusCode(status);

    private static bool WantsPage(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private PageFrame Frame(HttpContext context, Visitor visitor) =>
        PageFrame.Of(context, visitor.User, FormProofs.Field, visitor.FormToken, clock.GetUtcNow()) with
        {
            // Before the page reads anything: a change in between is then shown twice and not never.
            Mark = queries.ChangeMark,
        };
}
