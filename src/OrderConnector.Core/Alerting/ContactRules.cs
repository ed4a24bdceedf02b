using System.Net;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Alerting;

/// <summary>What a contact may be; every fault is named.</summary>
public static class ContactRules
{
    /// <summary>The highest level.</summary>
    public const int LastLevel = 9;

    private const string Special = ",;<>\"()[]\\:";
    private const int LongestName = 100;
    private const int LongestAddress = 500;

    // RFC 5321, 4.5.3.1.3: a path is 256 characters, its angle brackets included.
    private const int LongestMailAddress = 254;

    private static readonly Text s_level = new(
        $"Die Stufe ist eine ganze Zahl von 1 bis {LastLevel}.", $"The level is a whole number from 1 to {LastLevel}.");

    private static readonly Text s_name = new(
        $"Der Name hat 1 bis {LongestName} Zeichen in einer Zeile.",
        $"The name is 1 to {LongestName} characters on one line.");

    private static readonly Text s_mail = new(
        "Die E-Mail-Adresse ist eine einzige Adresse, zum Beispiel kueche@example.com.",
        "The mail address is one address, such as kueche@example.com.");

    private static readonly Text s_web = new(
        "Die Webadresse beginnt mit https (http nur auf diesem Rechner), ohne Benutzer und Passwort, mit höchstens "
        + $"{LongestAddress} Zeichen.",
        "The web address is https (http only on this machine), without user and password, at most "
        + $"{LongestAddress} characters.");

    /// <summary>All that is wrong with a contact; empty where it is well.</summary>
    public static IReadOnlyList<Text> FindFaults(Contact contact)
    {
        List<Text> faults = [];
        if (contact.Level is < 1 or > LastLevel)
        {
            faults.Add(s_level);
        }

        if (string.IsNullOrWhiteSpace(contact.Name) || contact.Name.Length > LongestName
            || contact.Name.Any(char.IsControl))
        {
            faults.Add(s_name);
        }

        switch (contact.Kind)
        {
            case ContactKind.Mail when !IsMailAddress(contact.Address):
                faults.Add(s_mail);
                break;
            case ContactKind.Webhook when !IsWebAddress(contact.Address):
                faults.Add(s_web);
                break;
        }

        return faults;
    }

    // What ends a header or an address, or begins a second one, must not reach a mail server.
    private static bool IsMailAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return address.Length <= LongestMailAddress && at > 0 && at < address.Length - 1
            && address.IndexOf('@', StringComparison.Ordinal) == at
            && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || Special.Contains(c))
            && Uri.CheckHostName(address[(at + 1)..]) is UriHostNameType.Dns;
    }

    private static bool IsWebAddress(string address) =>
        address.Length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri)));

    private static bool IsThisMachine(Uri uri) =>
        IPAddress.TryParse(uri.DnsSafeHost, out var address) ? IPAddress.IsLoopback(address) : uri.Host == "localhost";
}
