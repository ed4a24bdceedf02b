using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Contacts;

/// <summary>Texts of the page about contacts.</summary>
public static class ContactTexts
{
    public static readonly Text Intro = new(
        "Stufe 1 erfährt von einem Vorfall zuerst. Übernimmt niemand, wird bald die nächste Stufe gerufen.",
        "Level 1 hears of an incident first. If nobody takes it over, the next level is called after a while.");
    public static readonly Text None = new("Niemand wird gerufen", "Nobody is called");
    public static readonly Text NoneDetail = new(
        "Fügen Sie einen Kontakt hinzu, damit jemand von Störungen erfährt.",
        "Add a contact, so that somebody hears of troubles.");
    public static readonly Text Add = new("Kontakt hinzufügen", "Add a contact");
    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text Name = new("Name", "Name");
    public static readonly Text Level = new("Stufe", "Level");
    public static readonly Text Way = new("Weg", "Way");
    public static readonly Text Mail = new("E-Mail", "Mail");
    public static readonly Text Webhook = new("Webhook", "Webhook");
    public static readonly Text Address = new("Adresse", "Address");
    public static readonly Text AddressHint = new(
        "Eine E-Mail-Adresse, oder für einen Webhook eine Adresse mit https.",
        "A mail address, or for a webhook an address with https.");
    public static readonly Text Language = new("Sprache", "Language");
    public static readonly Text German = new("Deutsch", "German");
    public static readonly Text English = new("Englisch", "English");
    public static readonly Text Test = new("Testen", "Test");
    public static readonly Text Remove = new("Entfernen", "Remove");
    public static readonly Text RemoveAsk = new(
        "Diesen Kontakt entfernen? Er erfährt dann nichts mehr.", "Remove this contact? It will hear no more.");
    public static readonly Text Added = new("Kontakt hinzugefügt:", "Contact added:");
    public static readonly Text Removed = new("Kontakt entfernt:", "Contact removed:");
    public static readonly Text Gone = new("Diesen Kontakt gibt es nicht mehr.", "There is no such contact any more.");
    public static readonly Text Tested = new("Test gesendet an", "Test sent to");
    public static readonly Text TestDelayed = new(
        "Noch nicht gesendet; es wird weiter versucht:", "Not sent yet; it is tried again:");
    public static readonly Text TestFailed = new("Nicht gesendet:", "Not sent:");
    public static readonly Text Secret = new(
        "Das Geheimnis, mit dem die Aufrufe unterschrieben werden. Es wird nur jetzt gezeigt:",
        "The secret the calls are signed with. It is shown only now:");
    public static readonly Text Acts = new("Handeln", "Acts");
}
