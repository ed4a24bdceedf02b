using System.Globalization;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Delivering.Storage;

namespace OrderConnector.Functions.Delivering;

/// <summary>Bounds of <see cref="QueueOptions"/>; every message names the key, none shows a secret.</summary>
public sealed class QueueOptionsRules : IValidateOptions<QueueOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, QueueOptions options)
    {
        List<string> faults = [];
        if (!Is(options, QueueOptions.Embedded) && !Is(options, QueueOptions.AzureStorage))
        {
            faults.Add("Queue:Provider must be \"Embedded\" or \"AzureStorage\".");
        }

        if (Is(options, QueueOptions.AzureStorage))
        {
            Account(faults, options);
        }

        if (!Is(options.Login, QueueOptions.ManagedIdentity) && !Is(options.Login, QueueOptions.AzureCli))
        {
            faults.Add("Queue:Login must be \"ManagedIdentity\" or \"AzureCli\".");
        }

        if (options.Prefix is not { Length: > 0 and <= 20 } || !options.Prefix.All(IsPrefixCharacter))
        {
            faults.Add("Queue:Prefix must be 1 to 20 of a-z and 0-9.");
        }

        if (options.SlowestPoll < TimeSpan.FromMilliseconds(100) || options.SlowestPoll > TimeSpan.FromMinutes(1))
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Queue:SlowestPoll is {options.SlowestPoll}; it must lie between 100 ms and 1 minute."));
        }

        if (options.MaxDequeueCount is < 1 or > 100)
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Queue:MaxDequeueCount is {options.MaxDequeueCount}; it must lie between 1 and 100."));
        }

        if (options.AlarmQueue is { } alarms
            && !(QueueNames.IsName(alarms) && QueueNames.IsName(alarms + "-poison")))
        {
            faults.Add($"{Alarm.QueueSetting} must be 3 to 56 of a-z, 0-9 and single hyphens between them.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Whether a provider is chosen.</summary>
    public static bool Is(QueueOptions options, string provider) => Is(options.Provider, provider);

    /// <summary>Whether a value is the one that is meant.</summary>
    internal static bool Is(string value, string name) =>
        string.Equals(value, name, StringComparison.OrdinalIgnoreCase);

    private static void Account(List<string> faults, QueueOptions options)
    {
        var byString = !string.IsNullOrWhiteSpace(options.ConnectionString);
        var byUri = !string.IsNullOrWhiteSpace(options.ServiceUri);
        if (byString == byUri)
        {
            faults.Add("Queue:Provider AzureStorage needs either Queue:ConnectionString or Queue:ServiceUri.");
        }
        else if (byString && !StorageAccount.IsConnectionString(options.ConnectionString!))
        {
            faults.Add("Queue:ConnectionString is not the connection string of a storage account.");
        }
        else if (byUri && !IsSafe(options.ServiceUri!))
        {
            faults.Add("Queue:ServiceUri must be an https address, or one of this machine.");
        }
    }

    private static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private static bool IsPrefixCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
