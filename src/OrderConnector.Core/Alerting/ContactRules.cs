using System.Net;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Alerting;

/// <summary>What a contact may be; every fault is named.</summary>
public static class ContactRules
{
    /// <summary>The highest level.</summary>
    public const int LastLevel = 9;

    private const int LongestName = 100;
    private const int LongestAddress = 500;

    private static readonly Text s_level = new(
        $"Die Stufe ist eine ganze Zahl von 1 bis {LastLevel}.", $"The level is a whole number from 1 to {LastLevel}.");

    private static readonly Text s_name = new(
        $"Der Name hat 1 bis {LongestName} Zeichen in einer Zeile.",
        $"The name is 1 to {LongestName} characters on one line.");

    private static readonly Text s_mail = new(
        "Die E-Mail-Adresse ist eine einzige Adresse, zum Beispiel kueche@example.com.",
        "The mail address is one address, such as kueche@example.com.");

    private static readonly Text s_ascii = new(
        "Vor dem @ stehen nur Buchstaben ohne Umlaute und Akzente (kueche statt küche): so verlangen es Mailserver.",
        "Before the @ stand letters without accents only (kueche, not küche): mail servers ask for it.");

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
            case ContactKind.Mail when !MailAddresses.IsValid(contact.Address):
                faults.Add(s_mail);
                break;
            case ContactKind.Mail when !MailAddresses.IsAsciiBeforeAt(contact.Address):
                faults.Add(s_ascii);
                break;
            case ContactKind.Webhook when !IsWebAddress(contact.Address):
                faults.Add(s_web);
                break;
        }

        return faults;
    }

    private static bool IsWebAddress(string address) =>
        address.Length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri)));

    private static bool IsThisMachine(Uri uri) =>
        IPAddress.TryParse(uri.DnsSafeHost, out var address) ? IPAddress.IsLoopback(address) : uri.Host == "localhost";
}
