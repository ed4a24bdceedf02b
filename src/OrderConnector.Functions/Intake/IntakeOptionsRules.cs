using System.Globalization;
using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Intake;

/// <summary>Bounds of <see cref="IntakeOptions"/>; every message names the key.</summary>
public sealed class IntakeOptionsRules : IValidateOptions<IntakeOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, IntakeOptions options)
    {
        List<string> faults = [];
        Within(faults, nameof(options.PendingPaymentTime), options.PendingPaymentTime,
            TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Within(faults, nameof(options.KeyCacheTime), options.KeyCacheTime, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Within(faults, nameof(options.AgentSilentAfter), options.AgentSilentAfter,
            TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        Within(faults, nameof(options.RateLimitPerSecond), options.RateLimitPerSecond, 0, 1_000_000);
        Within(faults, nameof(options.RateLimitBurst), options.RateLimitBurst, 1, 10_000_000);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void Within<T>(List<string> faults, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{IntakeOptions.Section}:{key} is {value}; it must lie between {least} and {most}."));
        }
    }
}
