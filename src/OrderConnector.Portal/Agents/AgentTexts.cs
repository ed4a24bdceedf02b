using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Agents;

/// <summary>Texts of the agents' pages.</summary>
public static class AgentTexts
{
    public static readonly Text Title = new("Agenten", "Agents");
    public static readonly Text Agent = new("Agent", "Agent");
    public static readonly Text Seen = new("Zuletzt gehört", "Last heard of");
    public static readonly Text Never = new("noch nie", "never");
    public static readonly Text Standing = new("Zustand", "State");
    public static readonly Text Tss = new("TSE", "TSS");
    public static readonly Text Version = new("Fassung", "Version");
    public static readonly Text Serial = new(
        "Seriennummer des Aufzeichnungssystems", "Serial number of the recording system");

    public static readonly Text Enrolled = new("Eingerichtet", "Enrolled");
    public static readonly Text Revoked = new("Gesperrt", "Revoked");
    public static readonly Text NoneYet = new("Noch kein Agent", "No agent yet");
    public static readonly Text NoneDetail = new(
        "Ein Agent meldet sich mit einem Schlüssel an, den ein Administrator unter „Kanäle“ erzeugt.",
        "An agent enrols with a key that an administrator makes under “Channels”.");

    public static readonly Text Journal = new("Journal", "Journal");
    public static readonly Text JournalId = new("Kennung", "Id");
    public static readonly Text JournalSince = new("Bekannt seit", "Known since");
    public static readonly Text Sequence = new("Letzter Eintrag", "Last entry");
    public static readonly Text Reported = new("Berichtet bis", "Reported up to");
    public static readonly Text Head = new("Prüfwert des letzten Eintrags", "Hash of the last entry");
    public static readonly Text NoJournal = new("Hat sich noch nicht gemeldet.", "Has not been heard of yet.");
    public static readonly Text Health = new("Letzte Meldung über sich", "What it told of itself last");
    public static readonly Text NoHealth = new("In letzter Zeit keine Meldung.", "Nothing was told lately.");
    public static readonly Text HandOver = new("Signiert, noch nicht an der Kasse", "Signed, not yet at the till");
    public static readonly Text Warnings = new("Warnungen der TSE", "Warnings of the TSS");
    public static readonly Text Revoke = new("Agent sperren", "Revoke the agent");
    public static readonly Text RevokeHint = new(
        "Sein Zugang endet spätestens nach einer Minute, das lässt sich nicht zurücknehmen. Was er abgeholt und "
        + "noch nicht abgeschlossen hat ({0} Bestellungen), bleibt zunächst sein Eigentum: Läuft er doch noch, kann "
        + "er es bereits signiert haben. Danach entscheiden Sie hier, ob es zurück in die Warteschlange geht oder "
        + "als von Hand erfasst gilt. Erst prüfen, ob er wirklich verloren ist.",
        "Its access ends within a minute, for good. What it has collected and not finished ({0} orders) stays its "
        + "own at first: if it is running after all, it may have signed them. Then you decide here whether they go "
        + "back into the queue or count as entered by hand. Make sure first that it is really lost.");

    public static readonly Text RevokeConfirm = new(
        "Diesen Agenten wirklich für immer sperren?", "Really revoke this agent for good?");

    public static readonly Text RevokeDone = new(
        "Der Agent ist gesperrt. Prüfen Sie jetzt seine abgeholten Bestellungen.",
        "The agent is revoked. Now look at the orders it had collected.");

    public static readonly Text RevokedBefore = new(
        "Der Agent war schon gesperrt.", "The agent was revoked before.");

    public static readonly Text RevokedBy = new("Gesperrt durch {0}: {1}", "Revoked by {0}: {1}");
    public static readonly Text Collected = new("Abgeholt und nicht abgeschlossen", "Collected and not finished");
    public static readonly Text CollectedNone = new("Nichts offen", "Nothing open");
    public static readonly Text CollectedOwn = new(
        "Diese Bestellungen gehören dem Agenten. Nur wenn er verloren ist, wird hier über sie entschieden: dafür muss "
        + "er zuerst gesperrt sein.",
        "These orders are the agent's own. They are decided on here only if it is lost: it must be revoked first.");

    public static readonly Text Decide = new("Über diese Bestellungen entscheiden", "Decide on these orders");
    public static readonly Text Which = new("Welche", "Which");
    public static readonly Text WhichChosen = new("Die in der Liste angekreuzten", "Those ticked in the list");
    public static readonly Text WhichAll = new("Alle ({0})", "All of them ({0})");
    public static readonly Text ChooseAll = new("Alle auf dieser Seite", "All on this page");
    public static readonly Text ChooseFault = new(
        "Bestellungen ankreuzen oder „Alle“ wählen.", "Tick orders or choose “All of them”.");

    public static readonly Text DecidedElsewhere = new(
        "Keine davon ist noch bei dem Agenten; es wurde nichts geändert.",
        "None of them is still the agent's; nothing was changed.");

    public static readonly Text ToQueue = new(
        "Zurück in die Warteschlange: ein anderer Agent holt und signiert sie.",
        "Back into the queue: another agent collects and signs them.");

    public static readonly Text ToHand = new(
        "Von Hand an der Kasse erfasst: sie kommen auf die Arbeitsliste des Notbetriebs, kein Agent bekommt sie.",
        "Entered by hand at the till: they go on the work list of emergency operation, no agent gets them.");

    public static readonly Text DecideFault = new("Bitte eines von beiden wählen.", "Please choose one of them.");
    public static readonly Text DecideWarning = new(
        "Hat der verlorene Agent eine davon schon signiert, wird sie ein zweites Mal verkauft. Im Zweifel zuerst den "
        + "Journal-Stand oder die Kasse prüfen.",
        "If the lost agent has signed one of them already, it is sold a second time. In doubt look at its journal or "
        + "at the till first.");

    public static readonly Text Decided = new("{0} Bestellungen haben einen neuen Weg.", "{0} orders have a new way.");
    public static readonly Text NotRevoked = new(
        "Der Agent ist nicht gesperrt; was er abgeholt hat, ist seins.",
        "The agent is not revoked; what it has collected is its own.");

    /// <summary>How an agent stands.</summary>
    public static Text Of(AgentStanding standing) => standing switch
    {
        AgentStanding.Alive => s_alive,
        AgentStanding.Silent => s_silent,
        AgentStanding.NeverSeen => s_neverSeen,
        AgentStanding.Revoked => Revoked,
    };

    /// <summary>What an agent told of its TSS.</summary>
    public static Text OfTss(string? tss) => tss switch
    {
        "ok" => s_tssFine,
        "outage" => s_tssOutage,
        _ => s_tssUnknown,
    };

    private static readonly Text s_alive = new("Verbunden", "Connected");
    private static readonly Text s_silent = new("Still", "Silent");
    private static readonly Text s_neverSeen = new("Noch nie gehört", "Never heard of");
    private static readonly Text s_tssFine = new("In Ordnung", "Fine");
    private static readonly Text s_tssOutage = new("Ausfall", "Outage");
    private static readonly Text s_tssUnknown = new("Unbekannt", "Unknown");
}
