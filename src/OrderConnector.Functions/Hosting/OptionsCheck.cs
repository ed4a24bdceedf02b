using Microsoft.Extensions.Options;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// What the options' own bounds cannot see: a name nobody knows, which would be ignored in silence, and a value of the
/// wrong type. Both are told like a value out of bounds.
/// </summary>
public static class OptionsCheck
{
    /// <summary>Throws <see cref="OptionsValidationException"/> naming each key that is wrong.</summary>
    public static void Check(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        List<string> faults =
        [
            .. Unknown<IntakeOptions>(configuration, IntakeOptions.Section),
            .. Unknown<StoringOptions>(configuration, StoringOptions.Section),
            .. Unknown<QueueOptions>(configuration, QueueOptions.Section),
            .. Unknown<CollectingOptions>(configuration, CollectingOptions.Section),
            .. Unknown<HostingOptions>(configuration, HostingOptions.Section),
            .. Unknown<AlertingOptions>(configuration, AlertingOptions.Section),
            .. Unknown<SmtpOptions>(configuration, SmtpOptions.Section),
        ];
        if (faults.Count > 0)
        {
            throw new OptionsValidationException("", typeof(CloudSettings), faults);
        }

        try
        {
            _ = services.GetRequiredService<IOptions<IntakeOptions>>().Value;
            _ = services.GetRequiredService<IOptions<StoringOptions>>().Value;
            _ = services.GetRequiredService<IOptions<QueueOptions>>().Value;
            _ = services.GetRequiredService<IOptions<CollectingOptions>>().Value;
            _ = services.GetRequiredService<IOptions<HostingOptions>>().Value;
            _ = services.GetRequiredService<IOptions<AlertingOptions>>().Value;
        }
        catch (InvalidOperationException exception)
        {
            throw new OptionsValidationException("", typeof(CloudSettings), [exception.Message]);
        }
    }

    private static IEnumerable<string> Unknown<T>(IConfiguration configuration, string section)
    {
        var known = typeof(T).GetProperties().Select(property => property.Name).ToList();
        return configuration.GetSection(section).GetChildren()
            .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{section}:{child.Key} is no option; known here: {string.Join(", ", known)}.");
    }
}
