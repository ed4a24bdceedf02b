using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Register;

/// <summary>Texts of the number register.</summary>
public static class RegisterTexts
{
    public static readonly Text Title = new("Nummernregister", "Number register");

    public static readonly Text Proof = new(
        "Jede Bestellung bekommt eine fortlaufende Nummer ihrer Filiale, und zwar in derselben Transaktion, die sie "
        + "speichert. Hier steht lückenlos, was aus jeder Nummer wurde: signiert, ohne Signatur verkauft, oder warum "
        + "kein Verkauf daraus entstand, mit Zeit, Grund und Verantwortlichem. Fehlt eine Nummer nach einer "
        + "Wiederherstellung aus der Sicherung, steht auch das hier. „Ungeklärt“ darf nie vorkommen; kommt es vor, "
        + "wurde am Datenbestand etwas verändert.",
        "Every order gets the next number of its branch, in the very transaction that stores it. What became of each "
        + "number stands here without a gap: signed, sold unsigned, or why no sale came of it, with time, reason and "
        + "who decided. A number that a restored backup lost stands here as well. “Unexplained” must never occur; "
        + "where it does, the stored data were tampered with.");

    public static readonly Text From = new("Von Nummer", "From number");
    public static readonly Text To = new("Bis Nummer", "To number");
    public static readonly Text Since = new("Vergeben ab", "Given from");
    public static readonly Text Until = new("Vergeben bis", "Given until");
    public static readonly Text Fate = new("Verbleib", "Fate");
    public static readonly Text NumberFault = new(
        "Eine ganze Zahl ohne Punkt und Leerzeichen.", "A whole number without separators.");

    public static readonly Text OrderFault = new("Liegt hinter dem Ende.", "Lies behind the end.");
    public static readonly Text DateFault = new("Ein Tag im Kalender.", "A day of the calendar.");
    public static readonly Text LastHundred = new(
        "Ohne Angaben: die letzten 100 Nummern.", "With nothing given: the last 100 numbers.");

    public static readonly Text WholeRange = new("Alle Nummern", "All numbers");
    public static readonly Text Export = new("Als CSV herunterladen", "Download as CSV");
    public static readonly Text Number = new("Nummer", "Number");
    public static readonly Text At = new("Seit", "Since");
    public static readonly Text Who = new("Durch", "By");
    public static readonly Text Order = new("Bestellung", "Order");
    public static readonly Text Open = new("Öffnen", "Open");
    public static readonly Text NoBranch = new("Keine Filiale", "No branch");
    public static readonly Text NoBranchDetail = new(
        "Ihnen ist keine Filiale zugeordnet, oder es gibt noch keine.",
        "No branch is yours, or there is none yet.");

    public static readonly Text Nothing = new("Keine solche Nummer", "No such number");
    public static readonly Text NothingDetail = new(
        "In den angesehenen Nummern ist keine dabei.", "None of the numbers looked at is one.");

    public static readonly Text Looked = new("Angesehen: {0} bis {1}.", "Looked at: {0} to {1}.");
    public static readonly Text NextFree = new(
        "Ab {0} ist noch keine Nummer vergeben.", "From {0} on no number has been given yet.");

    public static readonly Text FateName = new("Verbleib in Worten", "Fate in words");
    public static readonly Text FateCode = new("Verbleib (Kennung)", "Fate (code)");
    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text OrderId = new("Bestellung (Kennung)", "Order (id)");
}
