using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Auditing;

/// <summary>Texts of the audit log's page.</summary>
public static class AuditTexts
{
    public static readonly Text Title = new("Protokoll", "Audit log");
    public static readonly Text When = new("Zeit", "Time");
    public static readonly Text Who = new("Wer", "Who");
    public static readonly Text What = new("Vorgang", "What");
    public static readonly Text OnWhat = new("Gegenstand", "Subject");
    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text Details = new("Einzelheiten", "Details");
    public static readonly Text From = new("Von", "From");
    public static readonly Text To = new("Bis", "To");
    public static readonly Text Filter = new("Filtern", "Filter");
    public static readonly Text Reset = new("Filter aufheben", "Clear the filter");
    public static readonly Text Older = new("Ältere Einträge", "Older entries");
    public static readonly Text Csv = new("Als CSV", "As CSV");
    public static readonly Text Nothing = new("Keine Einträge", "No entries");
    public static readonly Text NothingHint = new(
        "Zu diesem Filter steht nichts im Protokoll.", "The audit log has nothing for this filter.");
    public static readonly Text Chain = new(
        "Jeder Eintrag trägt den Hash aller Einträge davor; »verify« auf der Befehlszeile prüft die Kette.",
        "Each entry carries the hash of all before it; \"verify\" on the command line checks the chain.");
}
