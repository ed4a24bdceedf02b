using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Incidents;

/// <summary>Texts of the pages about incidents.</summary>
public static class IncidentTexts
{
    public static readonly Text Incident = new("Vorfall", "Incident");
    public static readonly Text Open = new("Offen", "Open");
    public static readonly Text Closed = new("Beendet", "Over");
    public static readonly Text NoneOpen = new("Kein offener Vorfall", "No open incident");
    public static readonly Text NoneOpenDetail = new(
        "Alle Filialen holen ihre Bestellungen rechtzeitig ab.", "All branches collect their orders in time.");
    public static readonly Text NoneClosed = new("Noch kein Vorfall", "No incident yet");
    public static readonly Text Older = new("Ältere Vorfälle", "Older incidents");
    public static readonly Text Kind = new("Art", "Kind");
    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text Since = new("Seit", "Since");
    public static readonly Text Until = new("Bis", "Until");
    public static readonly Text Orders = new("Bestellungen", "Orders");
    public static readonly Text State = new("Stand", "State");
    public static readonly Text TakenOver = new("Übernommen", "Taken over");
    public static readonly Text TakenOverBy = new("Übernommen von", "Taken over by");
    public static readonly Text Nobody = new("noch niemand", "nobody yet");
    public static readonly Text NextLevel = new("Nächste Stufe hört davon", "Next level hears of it");
    public static readonly Text OldestSince = new("Zuletzt gesehen / älteste seit", "Last seen / oldest since");
    public static readonly Text Amount = new("Anzahl", "Number");
    public static readonly Text TakeOver = new("Ich kümmere mich darum", "I take care of it");
    public static readonly Text Note = new("Bemerkung", "Note");
    public static readonly Text NoteHint = new(
        "Was Sie tun, damit andere es wissen. Bitte nichts über Gäste.",
        "What you do, so that others know. Please nothing about guests.");
    public static readonly Text NowYours = new(
        "Übernommen: Es wird niemand weiter gerufen.", "Taken over: nobody else is called.");
    public static readonly Text WasFaster = new("war schneller.", "was faster.");
    public static readonly Text AlreadyOver = new("Der Vorfall ist schon beendet.", "The incident is over already.");
    public static readonly Text Notices = new("Meldungen", "Notices");
    public static readonly Text NoNotices = new("Niemand wurde gerufen", "Nobody was called");
    public static readonly Text NoNoticesDetail = new(
        "Die Filiale hat keine Kontakte.", "The branch has no contacts.");
    public static readonly Text Number = new("Nummer", "Number");
    public static readonly Text External = new("Nummer des Shops", "Shop's number");
    public static readonly Text Total = new("Betrag", "Total");
    public static readonly Text WaitingSince = new("Wartet seit", "Waiting since");
    public static readonly Text OverdueAt = new("Zu spät ab", "Late from");
    public static readonly Text Outcome = new("Verbleib", "Outcome");
    public static readonly Text StillWaits = new("wartet noch", "still waits");
    public static readonly Text Time = new("Zeit", "Time");
    public static readonly Text To = new("An", "To");
    public static readonly Text Reason = new("Anlass", "Reason");
    public static readonly Text Attempts = new("Versuche", "Attempts");
    public static readonly Text LinkTitle = new("Vorfall übernehmen", "Take over an incident");
    public static readonly Text LinkGone = new(
        "Diesen Verweis gibt es nicht, oder er gilt nicht mehr.", "There is no such link, or it is void.");
    public static readonly Text NoSuch = new(
        "Diesen Vorfall gibt es nicht, oder er gehört zu einer anderen Filiale.",
        "There is no such incident, or it belongs to another branch.");
    public static readonly Text Hello = new("Sie handeln als", "You act as");

    private static readonly Text s_sent = new("gesendet", "sent");
    private static readonly Text s_gaveUp = new("aufgegeben", "given up");
    private static readonly Text s_failed = new("misslungen", "failed");
    private static readonly Text s_started = new("begonnen", "started");
    private static readonly Text s_open = new("wird gesendet", "being sent");

    /// <summary>What an incident is.</summary>
    public static Text Of(AlertKind kind) => kind switch
    {
        AlertKind.OrderOverdue => s_overdue,
        AlertKind.CollectedLate => s_late,
        AlertKind.AgentSilent => s_silent,
        AlertKind.TssOutage => s_tss,
        AlertKind.QueueGrowing => s_growing,
        AlertKind.HeldOrders => s_held,
        AlertKind.ReleaseOverdue => s_release,
        AlertKind.NotHandedOver => s_handOver,
        AlertKind.NumbersRunningOut => s_numbers,
    };

    /// <summary>Why somebody was told.</summary>
    public static Text Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Raised => s_raised,
        NoticeKind.Grown => s_grown,
        NoticeKind.Escalated => s_escalated,
        NoticeKind.AllClear => s_allClear,
        NoticeKind.Test => s_test,
    };

    /// <summary>How a try, or the whole of them, ended; null while it has not.</summary>
    public static Text OfOutcome(string? outcome) => outcome switch
    {
        "sent" => s_sent,
        "gaveUp" => s_gaveUp,
        "failed" => s_failed,
        "started" => s_started,
        _ => s_open,
    };

    private static readonly Text s_overdue = new("Bestellungen nicht abgeholt", "Orders not collected");
    private static readonly Text s_late = new("Bestellungen verspätet abgeholt", "Orders collected late");
    private static readonly Text s_silent = new("Filiale meldet sich nicht", "Branch gives no sign of life");
    private static readonly Text s_tss = new("TSE ausgefallen", "TSS out of order");
    private static readonly Text s_growing = new("Warteschlange wächst", "Queue is growing");
    private static readonly Text s_held = new("Bestellungen brauchen eine Entscheidung", "Orders need a decision");
    private static readonly Text s_release = new("Bestellungen nicht freigegeben", "Orders not released");
    private static readonly Text s_handOver = new("Nicht an die Kasse übergeben", "Not handed to the till");
    private static readonly Text s_numbers = new("Bestellnummern werden knapp", "Order numbers are running out");
    private static readonly Text s_raised = new("begonnen", "began");
    private static readonly Text s_grown = new("gewachsen", "grown");
    private static readonly Text s_escalated = new("niemand hat reagiert", "nobody reacted");
    private static readonly Text s_allClear = new("Entwarnung", "all clear");
    private static readonly Text s_test = new("Test", "test");
}
