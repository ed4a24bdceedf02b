using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Collecting;

/// <summary>What may be tuned about offering orders; section "Collecting".</summary>
public sealed class CollectingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Collecting";

    /// <summary>How long an offered order is offered to nobody else: 5 seconds to 10 minutes.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an agent stays the active one without a sign of life: 10 seconds to 1 hour.</summary>
    public TimeSpan ActivityTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a waiting agent looks again, for leases that ran out: 1 to 30 seconds.</summary>
    public TimeSpan LookAgain { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Bounds of <see cref="CollectingOptions"/>; every message names the key.</summary>
public sealed class CollectingOptionsRules : IValidateOptions<CollectingOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, CollectingOptions options)
    {
        List<string> faults = [];
        Within(faults, nameof(options.LeaseTime), options.LeaseTime, 5, 600);
        Within(faults, nameof(options.ActivityTime), options.ActivityTime, 10, 3600);
        Within(faults, nameof(options.LookAgain), options.LookAgain, 1, 30);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Within(List<string> faults, string key, TimeSpan value, int least, int most)
    {
        if (value < TimeSpan.FromSeconds(least) || value > TimeSpan.FromSeconds(most))
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{CollectingOptions.Section}:{key} is {value}; it must lie between {least} and {most} s."));
        }
    }
}
