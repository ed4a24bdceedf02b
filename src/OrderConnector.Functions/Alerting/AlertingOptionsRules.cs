using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Alerting;

/// <summary>Bounds of <see cref="AlertingOptions"/>; every message names the key and none a secret.</summary>
public sealed class AlertingOptionsRules : IValidateOptions<AlertingOptions>
{
    private const int ImplicitTls = 465;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, AlertingOptions options)
    {
        List<string> faults = [];
        if (options.PublicUrl is { } url && !IsBase(url))
        {
            faults.Add($"{AlertingOptions.Section}:{nameof(options.PublicUrl)} is an address of https (http only on "
                + "this machine) without query, for example https://orders.example.com");
        }

        Within(faults, nameof(options.LookPause), options.LookPause, 1, 60);
        Within(faults, nameof(options.PreOrderLead), options.PreOrderLead, 0, 12 * 3600);
        Within(faults, nameof(options.CalmTime), options.CalmTime, 0, 3600);
        Within(faults, nameof(options.GrownPause), options.GrownPause, 0, 12 * 3600);
        if (!string.IsNullOrWhiteSpace(options.Smtp.Host))
        {
            faults.AddRange(OfSmtp(options.Smtp));
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> OfSmtp(SmtpOptions smtp)
    {
        if (smtp.Port is < 1 or > 65535)
        {
            yield return $"{SmtpOptions.Section}:{nameof(smtp.Port)} is a port, 1 to 65535.";
        }
        else if (smtp.Port == ImplicitTls)
        {
            yield return $"{SmtpOptions.Section}:{nameof(smtp.Port)} is 465, where TLS begins without STARTTLS; use "
                + "the server's port for submission, usually 587.";
        }

        if (!smtp.StartTls && !IsThisMachine(smtp.Host!))
        {
            yield return $"{SmtpOptions.Section}:{nameof(smtp.StartTls)} is false: mails and password would cross the "
                + "network in the clear; only a server on this machine may be spoken to so.";
        }

        if (string.IsNullOrEmpty(smtp.User) != string.IsNullOrEmpty(smtp.Password))
        {
            yield return $"{SmtpOptions.Section}:{nameof(smtp.User)} and {SmtpOptions.Section}:"
                + $"{nameof(smtp.Password)} go together: both or neither.";
        }

        if (!MailAddress.TryCreate(smtp.From, out var from) || !from.User.All(char.IsAscii))
        {
            yield return $"{SmtpOptions.Section}:{nameof(smtp.From)} is the sender's address, for example "
                + "alarm@example.com";
        }

        if (smtp.Timeout < TimeSpan.FromSeconds(1) || smtp.Timeout > TimeSpan.FromSeconds(60))
        {
            yield return $"{SmtpOptions.Section}:{nameof(smtp.Timeout)} must lie between 1 and 60 s.";
        }
    }

    private static void Within(List<string> faults, string key, TimeSpan value, int least, int most)
    {
        if (value < TimeSpan.FromSeconds(least) || value > TimeSpan.FromSeconds(most))
        {
            faults.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{AlertingOptions.Section}:{key} is {value}; it must lie between {least} and {most} s."));
        }
    }

    private static bool IsBase(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri.Host)));

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
