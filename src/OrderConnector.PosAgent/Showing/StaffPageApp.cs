using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using OrderConnector.PosAgent.Releasing;

namespace OrderConnector.PosAgent.Showing;

/// <summary>
/// The page's own small server. Apart from the host of the agent: the local channel's calls ask for no token, so they
/// must not be reachable where a browser is.
/// </summary>
internal static class StaffPageApp
{
    private const int MostConnections = 100;

    /// <summary>Builds it; nothing listens yet.</summary>
    internal static WebApplication Build(
        StaffDesk desk, StaffPageSetting setting, TimeProvider time, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = PageGuard.MostFormBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(setting.EndPoint);
        });
        var services = builder.Services;
        services.AddRoutingCore().AddSingleton(loggers).AddSingleton<IHostLifetime, AgentLifetime>();
        services.AddSingleton(desk).AddSingleton(setting).AddSingleton(time);
        // A token is worth no more than the process that made it: nothing is left on disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = PageFrame.TokenField;
            // Cookies know no ports: two agents on one machine must not take each other's.
            options.Cookie.Name = setting.EndPoint.Port == 0
                ? $"staff-page-{setting.Run}"
                : FormattableString.Invariant($"staff-page-{setting.EndPoint.Port}");
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton<PageWriter>().AddSingleton<StaffViews>().AddSingleton<StaffWishes>();
        var app = builder.Build();
        app.Use(PageGuard.CheckAsync);
        app.UseRouting();
        app.MapStaffPage();
        return app;
    }

    /// <summary>The agent's own host hears the signals of the system; this server ends when it is told to.</summary>
    private sealed class AgentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
