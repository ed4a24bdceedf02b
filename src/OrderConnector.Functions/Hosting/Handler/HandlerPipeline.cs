using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>What is different about the server and the way of a request under the Functions host.</summary>
public static class HandlerPipeline
{
    private const string SiteAuthentication = "WEBSITE_AUTH_ENABLED";

    /// <summary>Listens for the host and for nobody else.</summary>
    public static void UseHandler(this WebApplicationBuilder builder, HandlerPlace place)
    {
        // A switch that platforms set for their images: it would take the headers off before the gate has seen them.
        builder.Configuration.AddInMemoryCollection([new("ForwardedHeaders_Enabled", "false")]);
        builder.WebHost.UseUrls(place.Url);
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, place));
    }

    /// <summary>Throws where the store would be lost with the instance, or anybody could say who he is.</summary>
    public static void Check(IServiceProvider services)
    {
        var hosting = services.GetRequiredService<HostingOptions>();
        List<string> faults = [];
        if (IsEmbedded(services.GetRequiredService<IOptions<StoringOptions>>().Value) && !hosting.AllowEmbeddedStore)
        {
            faults.Add(
                "Store:Provider is Sqlite under the Functions host, whose instances come and go with their disks. "
                + "Set another store, or Hosting:AllowEmbeddedStore=true where a single instance keeps its disk.");
        }

        // Only a site with authentication takes the headers off that callers send; the platform says by this whether.
        if (hosting.EasyAuth
            && !bool.TrueString.Equals(
                services.GetRequiredService<IConfiguration>()[SiteAuthentication], StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(
                $"Hosting:EasyAuth is true, but the site does not say {SiteAuthentication}=True: without App Service "
                + "authentication anybody could name himself in its headers. Switch it on, or leave Hosting:EasyAuth.");
        }

        if (faults.Count > 0)
        {
            throw new OptionsValidationException("", typeof(HostingOptions), faults);
        }
    }

    /// <summary>Adds the gate, then scheme and host as the caller wrote them.</summary>
    public static void UseTriggers(this WebApplication app)
    {
        app.UseMiddleware<TriggerGate>();
        app.UseForwardedHeaders(Forwarded(app.Services.GetRequiredService<HostingOptions>()));
    }

    private static bool IsEmbedded(StoringOptions options) =>
        string.Equals(options.Provider, StoringOptions.Sqlite, StringComparison.OrdinalIgnoreCase);

    private static ForwardedHeadersOptions Forwarded(HostingOptions options)
    {
        // Loopback proxies only, which is the default: nobody else can connect.
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedProto,
        };
        if (options.ClientAddressHeader.Length > 0)
        {
            forwarded.ForwardedHeaders |= ForwardedHeaders.XForwardedFor;
            forwarded.ForwardedForHeaderName = options.ClientAddressHeader;
        }

        return forwarded;
    }

    // As much as the host lets through: what is too large for us is refused by us, with our words.
    private static void Limit(KestrelServerOptions kestrel, HandlerPlace place)
    {
        kestrel.Limits.MaxRequestBodySize = place.MaxRequestBytes;
        kestrel.Limits.MaxRequestLineSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
    }
}
