using OrderConnector.Functions.Authenticating;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// Maps routes of the table. What a route's caller must show is asked here and nowhere else: a handler for shops
/// cannot be mapped without a channel, one for agents not without an agent.
/// </summary>
public static class RouteMapping
{
    /// <summary>Maps a route that asks for no key.</summary>
    public static void MapOpen(this WebApplication app, Route route, Func<HttpContext, Task> handle)
    {
        Expect(route, Caller.Anybody, Caller.LinkHolder, Caller.Registrant);
        Map(app, route, new RequestDelegate(handle));
    }

    /// <summary>Maps a route for shops: a channel key, within the channel's rate.</summary>
    public static void MapShop(this WebApplication app, Route route, Func<HttpContext, Channel, Task> handle)
    {
        Expect(route, Caller.Shop);
        var keys = app.Services.GetRequiredService<CallerKeys>();
        var limits = app.Services.GetRequiredService<ChannelLimits>();
        Map(app, route, async context =>
        {
            var verdict = await keys.JudgeAsync(
                context.Request.Headers.Authorization, KeyPurpose.Channel, CancellationToken.None);
            if (Refusal(verdict) is { } refusal)
            {
                refusal.Answer(context);
            }
            else if (limits.Take(verdict.Channel!.Id) is { } slowDown)
            {
                slowDown.Answer(context);
            }
            else
            {
                await handle(context, verdict.Channel);
            }
        });
    }

    /// <summary>Maps a route for agents: their own secret.</summary>
    public static void MapAgent(this WebApplication app, Route route, Func<HttpContext, EnrolledAgent, Task> handle)
    {
        Expect(route, Caller.Agent);
        MapKeyed(app, route, KeyPurpose.Agent, (context, key) => handle(context, EnrolledAgent.Of(key)));
    }

    /// <summary>Maps a route for operators.</summary>
    public static void MapOperator(this WebApplication app, Route route, Func<HttpContext, Task> handle)
    {
        Expect(route, Caller.Operator);
        MapKeyed(app, route, KeyPurpose.Operator, (context, _) => handle(context));
    }

    /// <summary>
    /// Maps a page or an act of the portal: a person logged in, whose role the route admits; a form must be ours.
    /// </summary>
    public static void MapPortal(
        this WebApplication app, Route route, Func<HttpContext, PageFrame, Task<IResult>> handle)
    {
        Expect(route, Caller.Portal);
        MapGated(app, route, handle);
    }

    /// <summary>Maps a page or a form of the portal that nobody need be logged in for; a form must be ours.</summary>
    public static void MapPortalOpen(
        this WebApplication app, Route route, Func<HttpContext, PageFrame, Task<IResult>> handle)
    {
        Expect(route, Caller.Anybody, Caller.LinkHolder);
        MapGated(app, route, handle);
    }

    private static void MapGated(
        WebApplication app, Route route, Func<HttpContext, PageFrame, Task<IResult>> handle)
    {
        var gate = app.Services.GetRequiredService<PortalGate>();
        Map(app, route, context => gate.PassAsync(context, route, handle));
    }

    private static void MapKeyed(
        WebApplication app, Route route, KeyPurpose purpose, Func<HttpContext, StoredKey, Task> handle)
    {
        var keys = app.Services.GetRequiredService<CallerKeys>();
        Map(app, route, async context =>
        {
            var verdict = await keys.JudgeAsync(
                context.Request.Headers.Authorization, purpose, CancellationToken.None);
            if (Refusal(verdict) is { } refusal)
            {
                refusal.Answer(context);
            }
            else
            {
                await handle(context, verdict.Key!);
            }
        });
    }

    private static Problem? Refusal(KeyVerdict verdict) =>
        verdict.Refusal is { } type ? new Problem(type, type.Title + ".") : null;

    private static void Map(WebApplication app, Route route, RequestDelegate handle) =>
        app.MapMethods(route.Pattern, [route.Method], handle).WithMetadata(route);

    private static void Expect(Route route, params ReadOnlySpan<Caller> callers)
    {
        if (!callers.Contains(route.Caller))
        {
            throw new InvalidOperationException($"{route.Method} {route.Pattern} is listed for {route.Caller}.");
        }
    }
}
