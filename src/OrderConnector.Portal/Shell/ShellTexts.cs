using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Shell;

/// <summary>Texts around every page.</summary>
public static class ShellTexts
{
    public static readonly Text SkipToContent = new("Zum Inhalt springen", "Skip to content");
    public static readonly Text Menu = new("Hauptmenü", "Main menu");
    public static readonly Text Today = new("Übersicht", "Overview");
    public static readonly Text Orders = new("Bestellungen", "Orders");
    public static readonly Text Emergency = new("Notbetrieb", "Emergency");
    public static readonly Text Incidents = new("Vorfälle", "Incidents");
    public static readonly Text Register = new("Nummern", "Numbers");
    public static readonly Text Audit = new("Protokoll", "Audit log");
    public static readonly Text Branches = new("Filialen", "Branches");
    public static readonly Text Users = new("Benutzer", "Users");
    public static readonly Text LogOut = new("Abmelden", "Log out");
}
