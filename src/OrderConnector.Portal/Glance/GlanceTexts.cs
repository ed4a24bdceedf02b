using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Glance;

/// <summary>Texts of the overview.</summary>
internal static class GlanceTexts
{
    public static readonly Text Pending = new("wartend", "waiting");
    public static readonly Text Oldest = new("älteste", "oldest");
    public static readonly Text Overdue = new("überfällig", "overdue");
    public static readonly Text Held = new("angehalten", "held");
    public static readonly Text Signed = new("heute signiert", "signed today");
    public static readonly Text Unsigned = new("heute ohne Signatur", "unsigned today");
    public static readonly Text None = new("keine", "none");
    public static readonly Text Agent = new("Agent", "Agent");
    public static readonly Text Seen = new("zuletzt gesehen", "last seen");
    public static readonly Text NeverSeen = new("noch nie gesehen", "never seen");
    public static readonly Text Version = new("Version", "version");
    public static readonly Text Tss = new("TSE", "TSS");
    public static readonly Text Summary = new("Alle Filialen", "All branches");

    public static readonly Text AllWell = new("Alles in Ordnung", "All is well");
    public static readonly Text Attention = new("Bitte ansehen", "Needs a look");
    public static readonly Text Trouble = new("Störung", "Trouble");

    public static readonly Text TssOk = new("signiert", "signing");
    public static readonly Text TssOutage = new("Ausfall", "outage");
    public static readonly Text TssUnknown = new("Zustand unbekannt", "state unknown");

    public static readonly Text NoAgent = new(
        "Für diese Filiale ist kein Agent angemeldet: Niemand holt Bestellungen ab.",
        "No agent is enrolled for this branch: nobody collects orders.");

    public static readonly Text AgentNeverSeen = new(
        "Der Agent hat sich noch nie gemeldet.", "The agent has never called.");

    public static readonly Text AgentSilent = new(
        "Der Agent schweigt seit {0} – bitte Strom und Leitung in der Filiale prüfen.",
        "The agent has been silent for {0} – please check power and line at the branch.");

    public static readonly Text TssIsOut = new(
        "Die TSE ist ausgefallen: Belege gehen gekennzeichnet und ohne Signatur hinaus.",
        "The TSS is out: receipts go out marked and unsigned.");

    public static readonly Text OneIsOverdue = new(
        "1 Bestellung wartet zu lange auf Abholung.", "1 order has waited too long to be collected.");

    public static readonly Text AreOverdue = new(
        "{0} Bestellungen warten zu lange auf Abholung.", "{0} orders have waited too long to be collected.");

    public static readonly Text OneIsHeld = new(
        "1 Bestellung ist angehalten und braucht eine Entscheidung.", "1 order is held and needs a decision.");

    public static readonly Text AreHeld = new(
        "{0} Bestellungen sind angehalten und brauchen eine Entscheidung.",
        "{0} orders are held and need a decision.");

    public static readonly Text OneUnsigned = new(
        "1 Verkauf ging heute ohne Signatur hinaus.", "1 sale went out unsigned today.");

    public static readonly Text AreUnsigned = new(
        "{0} Verkäufe gingen heute ohne Signatur hinaus.", "{0} sales went out unsigned today.");

    public static readonly Text NoBranches = new("Noch keine Filiale", "No branch yet");
    public static readonly Text NoBranchesDetail = new(
        "Ihnen ist keine Filiale zugeordnet, oder es ist noch keine angelegt.",
        "No branch is assigned to you, or none has been added.");

    public static readonly Text PerHour = new("Bestellungen je Stunde, heute", "Orders per hour, today");
    public static readonly Text ChartAlone = new(
        "Heute {0} Bestellungen.", "{0} orders today.");

    public static readonly Text ChartPeak = new(
        " Am meisten um {1} Uhr: {2}.", " Most at {1}: {2}.");

    public static readonly Text ChartWeek = new(
        " Vor einer Woche den ganzen Tag: {0}.", " A week ago, the whole day: {0}.");

    public static readonly Text Figures = new("Als Zahlen", "As figures");
    public static readonly Text Hour = new("Stunde", "Hour");
    public static readonly Text Today = new("Heute", "Today");
    public static readonly Text WeekAgo = new("Vor einer Woche", "A week ago");
    public static readonly Text OneMore = new("1 Filiale braucht Sie.", "1 branch needs you.");
    public static readonly Text More = new("{n} Filialen brauchen Sie.", "{n} branches need you.");
}
