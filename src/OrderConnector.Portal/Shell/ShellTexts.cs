using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Shell;

/// <summary>Texts around every page.</summary>
public static class ShellTexts
{
    public static readonly Text SkipToContent = new("Zum Inhalt springen", "Skip to content");
    public static readonly Text Menu = new("Hauptmenü", "Main menu");
    public static readonly Text OpenMenu = new("Menü", "Menu");
    public static readonly Text Running = new("Betrieb", "Operation");
    public static readonly Text Proof = new("Nachweis", "Records");
    public static readonly Text SetUp = new("Einrichtung", "Set-up");
    public static readonly Text Today = new("Übersicht", "Overview");
    public static readonly Text Orders = new("Bestellungen", "Orders");
    public static readonly Text Held = new("Angehalten", "Held");
    public static readonly Text Emergency = new("Notbetrieb", "Emergency");
    public static readonly Text Incidents = new("Vorfälle", "Incidents");
    public static readonly Text Register = new("Nummern", "Numbers");
    public static readonly Text Audit = new("Protokoll", "Audit log");
    public static readonly Text Branches = new("Filialen", "Branches");
    public static readonly Text Channels = new("Kanäle", "Channels");
    public static readonly Text Agents = new("Agenten", "Agents");
    public static readonly Text Contacts = new("Kontakte", "Contacts");
    public static readonly Text Users = new("Benutzer", "Users");
    public static readonly Text Profile = new("Mein Profil", "My profile");
    public static readonly Text LogOut = new("Abmelden", "Log out");

    public static readonly Text LookLanguage = new("Sprache", "Language");
    public static readonly Text LookTheme = new("Darstellung", "Appearance");
    public static readonly Text Device = new("Gerät", "Device");
    public static readonly Text Light = new("Hell", "Light");
    public static readonly Text Dark = new("Dunkel", "Dark");

    public static readonly Text LineLost = new(
        "Keine Verbindung: Die Anzeige ist nicht mehr aktuell. Es wird weiter versucht.",
        "No connection: what you see may be out of date. Still trying.");

    public static readonly Text LineBack = new(
        "Die Verbindung steht wieder.", "The connection is back.");

    public static readonly Text Updated = new("Die Anzeige wurde aktualisiert.", "The display has been updated.");
    public static readonly Text Yes = new("Ja", "Yes");
    public static readonly Text Cancel = new("Abbrechen", "Cancel");

    /// <summary>What a person may do.</summary>
    public static Text Role(Core.Access.PortalRole role) => role switch
    {
        Core.Access.PortalRole.Auditor => s_auditor,
        Core.Access.PortalRole.Manager => s_manager,
        Core.Access.PortalRole.Administrator => s_administrator,
    };

    private static readonly Text s_auditor = new("Prüfer", "Auditor");
    private static readonly Text s_manager = new("Filialleitung", "Manager");
    private static readonly Text s_administrator = new("Administrator", "Administrator");
}
