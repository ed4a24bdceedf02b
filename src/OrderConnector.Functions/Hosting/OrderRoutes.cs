using OrderConnector.Portal.Glance;
using OrderConnector.Portal.Shell;
using OrderConnector.Portal.Stories;

namespace OrderConnector.Functions.Hosting;

/// <summary>Maps the pages about branches at a glance and about single orders.</summary>
public static class OrderRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapOrderPages(this WebApplication app)
    {
        var glance = app.Services.GetRequiredService<GlanceEndpoint>();
        app.MapPortal(Routes.ShowGlance, glance.ShowAsync);
        var story = app.Services.GetRequiredService<StoryEndpoint>();
        app.MapPortal(Routes.ShowOrder, story.ShowAsync);
        app.MapPortal(Routes.ShowPayload, story.ShowPayloadAsync);
        var changes = app.Services.GetRequiredService<ChangesEndpoint>();
        app.MapPortal(
            Routes.AwaitChange, (context, _) => changes.AnswerAsync(context, app.Lifetime.ApplicationStopping));
    }
}
