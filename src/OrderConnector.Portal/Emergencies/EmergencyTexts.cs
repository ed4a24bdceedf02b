using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Emergencies;

/// <summary>Texts of emergency operation.</summary>
public static class EmergencyTexts
{
    public static readonly Text Title = new("Notbetrieb", "Emergency operation");
    public static readonly Text Banner = new("Notbetrieb in {0} seit {1}", "Emergency operation in {0} since {1}");
    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text On = new("Notbetrieb", "emergency");
    public static readonly Text Off = new("Normalbetrieb", "normal");
    public static readonly Text State = new("Stand", "State");
    public static readonly Text Procedure = new("Verfahren", "Procedure");
    public static readonly Text Open = new("Offen auf der Arbeitsliste", "Open on the work list");
    public static readonly Text Since = new("Seit", "Since");
    public static readonly Text By = new("Von", "By");
    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text ReasonHint = new(
        "Bleibt dauerhaft gespeichert; keine Kundendaten.", "Stays on record; nothing of customers.");

    public static readonly Text Begin = new("Notbetrieb einschalten", "Begin emergency operation");
    public static readonly Text End = new("Notbetrieb beenden", "End emergency operation");
    public static readonly Text Set = new("Verfahren ändern", "Change procedure");
    public static readonly Text DoesNotStop = new(
        "Der Notbetrieb hält nichts an: Was nicht markiert ist, holt der Agent ab, sobald die Leitung wieder steht.",
        "Emergency operation stops nothing: what is not flagged, the agent collects as soon as the line is back.");

    public static readonly Text Checklist = new("Was jetzt zu tun ist", "What to do now");
    public static readonly Text PendingOrders = new("Offene Bestellungen der Filiale", "Pending orders of the branch");
    public static readonly Text WorkList = new("Arbeitsliste", "Work list");
    public static readonly Text WorkListDetail = new(
        "Von Hand übermittelte Bestellungen, denen noch kein Kassenbon zugeordnet ist.",
        "Orders transmitted by hand that no receipt of the till is matched with yet.");

    public static readonly Text Nothing = new("Nichts offen", "Nothing open");
    public static readonly Text NothingDetail = new(
        "Jede markierte Bestellung ist einem Kassenbon zugeordnet.", "Each flagged order is matched with a receipt.");

    public static readonly Text Number = new("Bestellung", "Order");
    public static readonly Text Slip = new("Papierbon", "Paper slip");
    public static readonly Text Total = new("Betrag", "Total");
    public static readonly Text Flagged = new("Markiert", "Flagged");
    public static readonly Text Receipt = new("Kassenbon", "Till receipt");
    public static readonly Text ReceiptTotal = new(
        "Betrag laut Kassenbon (freiwillig)", "Total on the receipt (optional)");
    public static readonly Text ReceiptDay = new("Tag (freiwillig)", "Day (optional)");
    public static readonly Text Match = new("Zuordnen", "Match");
    public static readonly Text Shared = new(
        "Der Kassenbon steht auch für andere Bestellungen", "The receipt stands for other orders too");

    public static readonly Text Accept = new("Die Abweichung stimmt so", "The difference is right");
    public static readonly Text More = new("Verlauf, Markierung zurücknehmen", "History, take the flag back");
    public static readonly Text Next = new("Weitere", "More");

    public static readonly Text Import = new("Kassenbons als Liste", "Receipts as a list");
    public static readonly Text ImportHint = new(
        "Je Zeile: Bestellung oder Papierbon; Kassenbon; Betrag; Tag. Betrag und Tag dürfen fehlen. Erst wird gezeigt, "
        + "was zugeordnet würde.",
        "On each line: order or paper slip; till receipt; total; day. Total and day may be left out. What would be "
        + "matched is shown first.");

    public static readonly Text ImportText = new("Liste", "List");
    public static readonly Text ImportFile = new("oder Datei (CSV)", "or file (CSV)");
    public static readonly Text Look = new("Ansehen", "Look at it");
    public static readonly Text Line = new("Zeile", "Line");
    public static readonly Text FaultsDetail = new(
        "Es wurde nichts zugeordnet. Diese Zeilen stimmen nicht:", "Nothing was matched. These lines are wrong:");

    public static readonly Text Ready = new("Das würde zugeordnet", "This would be matched");
    public static readonly Text Differs = new("weicht ab", "differs");
    public static readonly Text AcceptAll = new(
        "Die abweichenden Beträge stimmen so", "The differing totals are right");

    public static readonly Text SharedAll = new(
        "Ein Kassenbon steht für mehrere Bestellungen", "One receipt stands for several orders");

    public static readonly Text DoImport = new("Alle zuordnen", "Match all");

    public static readonly Text History = new("Verlauf", "History");
    public static readonly Text NoHistory = new("Noch kein Notbetrieb.", "No emergency operation yet.");
    public static readonly Text Ended = new("Beendet", "Ended");
    public static readonly Text Running = new("läuft", "running");

    public static readonly Text Flags = new("Markierungen der Bestellung", "Flags of the order");
    public static readonly Text Withdrawn = new("Zurückgenommen", "Taken back");
    public static readonly Text Undone = new("Zuordnung aufgehoben", "Match undone");
    public static readonly Text Unflag = new("Markierung zurücknehmen", "Take the flag back");
    public static readonly Text UnflagDetail = new(
        "Nur wenn die Bestellung nicht an der Kasse steht: Der Agent bekommt sie dann und bucht sie.",
        "Only where the order is not at the till: the agent then gets it and books it.");

    public static readonly Text LostAgent = new(
        "Achtung: Der verlorene Agent {0} hatte diese Bestellung angenommen und vielleicht schon signiert. Nur "
        + "zurücknehmen, wenn an seinem Journal oder an der TSE geprüft ist, dass es keine Signatur gibt; sonst wird "
        + "sie zweimal signiert.",
        "Caution: the lost agent {0} had confirmed this order and may have signed it. Take the flag back only where "
        + "its journal or the TSS was checked and shows no signature; else it is signed twice.");

    public static readonly Text LostAgentStays = new(
        "Der verlorene Agent {0} hatte diese Bestellung angenommen und vielleicht schon signiert. Zurücknehmen darf "
        + "die Markierung nur die Administration.",
        "The lost agent {0} had confirmed this order and may have signed it. Only an administrator may take the flag "
        + "back.");

    public static readonly Text Unmatch = new("Zuordnung aufheben", "Undo the match");

    /// <summary>A procedure's name.</summary>
    public static Text Of(EmergencyProcedure procedure) => procedure switch
    {
        EmergencyProcedure.FlagByHand => s_flagByHand,
        EmergencyProcedure.CollectLater => s_collectLater,
    };

    /// <summary>What staff do, step by step.</summary>
    public static IReadOnlyList<Text> Steps(EmergencyProcedure procedure) => procedure switch
    {
        EmergencyProcedure.FlagByHand => s_flagSteps,
        EmergencyProcedure.CollectLater => s_laterSteps,
    };

    private static readonly Text s_flagByHand = new(
        "Von Hand eingeben und markieren", "Enter by hand and flag");

    private static readonly Text s_collectLater = new(
        "Später abholen lassen", "Let the agent collect later");

    private static readonly Text[] s_flagSteps =
    [
        new("Offene Bestellungen hier ansehen, die ältesten zuerst.",
            "Look at the pending orders here, the oldest first."),
        new("Jede Bestellung auf einen nummerierten Papierbon schreiben.",
            "Write each order on a numbered paper slip."),
        new("Dann hier markieren: Nummer des Papierbons und der Grund.",
            "Then flag it here: number of the slip, and the reason."),
        new("Steht dort „Agent war schneller“: nicht an der Kasse eingeben, sie ist schon in der Filiale.",
            "Where it says “agent was faster”: do not enter it at the till, it is at the branch already."),
        new("Erst was markiert ist, an der Kasse eingeben und auf der Arbeitsliste dem Kassenbon zuordnen, "
                + "bis sie leer ist.",
            "Enter at the till only what is flagged, and match it with the till's receipt on the work list "
                + "until that is empty."),
        new("Steht die Leitung wieder: Notbetrieb beenden.", "Once the line is back: end emergency operation."),
    ];

    private static readonly Text[] s_laterSteps =
    [
        new("Offene Bestellungen hier ansehen und zubereiten, die ältesten zuerst.",
            "Look at the pending orders here and prepare them, the oldest first."),
        new("Nichts an der Kasse eingeben und nichts markieren: Der Agent holt alles ab und signiert es später.",
            "Enter nothing at the till and flag nothing: the agent collects everything and signs it later."),
        new("Zahlt ein Gast vor Ort, doch an der Kasse eingeben und diese eine Bestellung markieren.",
            "Where a guest pays on site, enter that order at the till and flag that one."),
        new("Steht die Leitung wieder: prüfen, ob alle Bestellungen abgeholt sind, dann Notbetrieb beenden.",
            "Once the line is back: see that every order is collected, then end emergency operation."),
    ];
}
