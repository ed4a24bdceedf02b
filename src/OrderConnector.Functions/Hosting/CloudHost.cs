using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>The cloud app alone on Kestrel.</summary>
public static class CloudHost
{
    /// <summary>Builds the app; nothing is opened yet.</summary>
    /// <param name="settings">What the command line decided.</param>
    /// <param name="clock">The clock of every stage.</param>
    /// <param name="random">The source of keys, tokens and leases.</param>
    /// <param name="addStages">Adds the stages; Program.AddStages in production.</param>
    public static WebApplication Build(
        CloudSettings settings, TimeProvider clock, RandomBytes random,
        Action<IServiceCollection, IConfiguration> addStages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddCloudSettings(settings);
        builder.WebHost.UseUrls(
            settings.Urls ?? builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? CloudSettings.DefaultUrls);
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Logging.AddCloudLogging();
        builder.Services.AddSingleton(clock).AddSingleton(random);
        addStages(builder.Services, builder.Configuration);

        var app = builder.Build();
        OptionsCheck.Check(app.Services);
        app.UseMiddleware<ErrorBoundary>();
        app.UseRouting();
        app.MapRoutes();
        return app;
    }

    /// <summary>Serves until the token ends or the process is told to stop.</summary>
    public static async Task ServeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await using (app)
        {
            // Before the first request: a schema that is half there would answer wrong, not late.
            await app.Services.GetRequiredService<IOrderStore>().MigrateAsync(cancellationToken);
            await app.RunAsync(cancellationToken);
        }
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestBody.ReportBytes;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
