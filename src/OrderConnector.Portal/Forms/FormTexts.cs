using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Forms;

/// <summary>Texts that forms share.</summary>
public static class FormTexts
{
    public static readonly Text Check = new(
        "Bitte prüfen; es wurde nichts geändert.", "Please check; nothing was changed.");

    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text ReasonHint = new(
        "Bleibt dauerhaft gespeichert; keine Kundendaten.", "Stays on record; nothing of customers.");

    public static readonly Text ReasonMissing = new("Ein Grund gehört dazu.", "A reason is needed.");
    public static readonly Text TooLong = new("Höchstens {0} Zeichen.", "At most {0} characters.");
    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text BranchUnknown = new("Diese Filiale gibt es nicht.", "There is no such branch.");
    public static readonly Text IdFault = new(
        "1 bis 60 Zeichen aus a–z, 0–9 und „-“.", "1 to 60 of a–z, 0–9 and “-”.");

    public static readonly Text NumberFault = new(
        "Eine ganze Zahl von {0} bis {1}.", "A whole number from {0} to {1}.");

    public static readonly Text Missing = new("Fehlt.", "Is missing.");
    public static readonly Text NotAllowed = new("Das dürfen Sie nicht.", "You may not do that.");
    public static readonly Text Away = new(
        "Die Warteschlangen antworten nicht; es wurde nichts geändert.",
        "The storage queues do not answer; nothing was changed.");

    public static readonly Text NotFoundDetail = new(
        "Das gibt es nicht, oder es gehört zu keiner Ihrer Filialen.",
        "There is no such thing, or it belongs to none of your branches.");

    public static readonly Text Search = new("Suche", "Search");
    public static readonly Text Show = new("Anzeigen", "Show");
    public static readonly Text More = new("Weiter", "Next");
    public static readonly Text ToStart = new("Zum Anfang", "To the beginning");
    public static readonly Text NothingFound = new("Nichts gefunden.", "Nothing found.");
}
