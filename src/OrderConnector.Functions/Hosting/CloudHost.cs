using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrderConnector.Functions.Hosting.Handler;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>The cloud app on Kestrel: alone, or as the custom handler of the Azure Functions host.</summary>
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
        // A watch on appsettings.json watches all that lies beside it, in the default folder every write of the store.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.AddCloudSettings(settings);
        var handler = HandlerPlace.Find(builder.Configuration);
        builder.WebHost.UseUrls(
            settings.Urls ?? builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? CloudSettings.DefaultUrls);
        builder.WebHost.ConfigureKestrel(Limit);
        if (handler is not null)
        {
            builder.UseHandler(handler);
        }

        builder.Logging.AddCloudLogging();
        builder.Services.AddSingleton(clock).AddSingleton(random);
        addStages(builder.Services, builder.Configuration);

        var app = builder.Build();
        OptionsCheck.Check(app.Services);
        if (handler is not null)
        {
            HandlerPipeline.Check(app.Services);
            app.UseMiddleware<BodyDrain>();
        }

        app.UseMiddleware<ErrorBoundary>();
        if (handler is not null)
        {
            app.UseTriggers();
        }

        var hosting = app.Services.GetRequiredService<HostingOptions>();
        if (handler is null && hosting.BehindProxy)
        {
            // From a proxy on this machine alone, which is the default.
            app.UseForwardedHeaders(new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                    | ForwardedHeaders.XForwardedHost,
            });
        }

        if (handler is null || !hosting.EasyAuth)
        {
            app.UseMiddleware<ForeignHeaders>();
        }

        app.UseRouting();
        app.MapRoutes();
        return app;
    }

    /// <summary>Serves until the token ends or the process is told to stop; answers its exit code.</summary>
    public static async Task<int> ServeAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var exitCode = HandlerPlace.Find(app.Configuration) is null ? 0 : HandlerPlace.WantedRestart;
        await using (app)
        {
            // Before the first request: a schema that is half there would answer wrong, not late.
            await app.Services.GetRequiredService<IOrderStore>().MigrateAsync(cancellationToken);
            await app.RunAsync(cancellationToken);
        }

        return exitCode;
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
