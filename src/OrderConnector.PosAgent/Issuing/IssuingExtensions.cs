using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>Stage 12: the finished order goes to the point of sale.</summary>
public static class IssuingExtensions
{
    /// <summary>
    /// Registers the options and, unless <c>Pos:Kind</c> is none, the <see cref="IPosSink"/>. With none there is no
    /// sink at all: nothing may claim that a point of sale has the order.
    /// </summary>
    public static IServiceCollection AddIssuing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<IssuingOptions>, IssuingOptionsValidation>();
        services.AddOptionsWithValidateOnStart<IssuingOptions>().Bind(configuration.GetSection(IssuingOptions.Section));
        var kind = configuration[$"{IssuingOptions.Section}:{nameof(IssuingOptions.Kind)}"];
        if (kind is "file" or "http")
        {
            services.AddSingleton(Sink);
        }

        return services;
    }

    private static IPosSink Sink(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<IssuingOptions>>().Value;
        var clock = services.GetRequiredService<TimeProvider>();
        return options.Kind == "file"
            ? new FilePosSink(options.Directory!, options.Timeout, clock)
            : new HttpPosSink(
                HttpPosSink.Transport(), new Uri(options.Url!), PosSecret.Read(options), options.Timeout, clock);
    }
}
