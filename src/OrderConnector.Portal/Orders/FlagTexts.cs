using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Orders;

/// <summary>Texts of flagging.</summary>
public static class FlagTexts
{
    public static readonly Text Title = new("Von Hand übermittelt", "Transmitted by hand");
    public static readonly Text NoneChosen = new(
        "Es war keine Bestellung ausgewählt, die noch wartet.", "No order was chosen that still waits.");

    public static readonly Text Explained = new(
        "Nur markieren, was Sie an der Kasse eingeben oder schon eingegeben haben. Der Agent bekommt diese "
        + "Bestellungen nicht mehr. Alles andere holt er ab, sobald die Leitung wieder steht.",
        "Flag only what you enter at the till or have entered already. The agent will not get these orders any more. "
        + "Everything else it collects as soon as the line is back.");

    public static readonly Text Kind = new("Welche Nummer geben Sie an?", "Which number do you give?");
    public static readonly Text SlipForAll = new(
        "Nummer für alle Bestellungen", "Number for all orders");

    public static readonly Text SlipForAllHint = new(
        "Gilt überall, wo unten keine eigene Nummer steht.", "Counts wherever no number of its own stands below.");

    public static readonly Text OwnSlip = new("Eigene Nummer", "Number of its own");
    public static readonly Text SlipMissing = new(
        "Die Nummer fehlt, oder sie hat mehr als 60 Zeichen.", "The number is missing, or longer than 60 characters.");

    public static readonly Text Shared = new(
        "Ein Kassenbon steht für mehrere dieser Bestellungen",
        "One receipt of the till stands for several of these orders");

    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text ReasonHint = new(
        "Bleibt dauerhaft gespeichert; keine Kundendaten.", "Stays on record; nothing of customers.");

    public static readonly Text ReasonMissing = new(
        "Ein Grund gehört dazu, höchstens 300 Zeichen.", "A reason is needed, of 300 characters at most.");

    public static readonly Text Check = new(
        "Bitte prüfen; es wurde nichts markiert.", "Please check; nothing was flagged.");
    public static readonly Text Do = new("Als übermittelt markieren", "Flag as transmitted");
    public static readonly Text Back = new("Zurück zur Liste", "Back to the list");
    public static readonly Text ToWorkList = new("Zur Arbeitsliste", "To the work list");

    public static readonly Text Outcome = new("Was daraus wurde", "What became of it");
    public static readonly Text Flagged = new("markiert", "flagged");
    public static readonly Text Faster = new("Agent war schneller", "agent was faster");
    public static readonly Text NotFlagged = new("nicht markiert", "not flagged");

    public static readonly Text FlaggedDetail = new(
        "Der Agent bekommt sie nicht. Sie steht auf der Arbeitsliste, bis der Kassenbon zugeordnet ist.",
        "The agent will not get it. It is on the work list until the till's receipt is matched.");

    public static readonly Text BookedDetail = new(
        "Der Agent bekommt sie nicht. Der Kassenbon ist zugeordnet.",
        "The agent will not get it. The till's receipt is matched.");

    public static readonly Text FasterDetail = new(
        "{0} hat sie {1} abgeholt und bucht sie selbst. Nicht an der Kasse eingeben; schon Eingegebenes stornieren.",
        "{0} collected it {1} and books it itself. Do not enter it at the till; cancel what was entered.");

    public static readonly Text ElsewhereDetail = new("Sie wartet nicht mehr: {0}.", "It waits no more: {0}.");
    public static readonly Text TakenBackDetail = new(
        "Die Markierung wurde inzwischen zurückgenommen: Der Agent bekommt sie. Nicht an der Kasse eingeben.",
        "The flag was taken back meanwhile: the agent will get it. Do not enter it at the till.");

    public static readonly Text TakenDetail = new(
        "Dieser Kassenbon steht schon für Bestellung {0}. Sie wartet weiter.",
        "This receipt stands for order {0} already. The order still waits.");

    public static readonly Text UnknownDetail = new(
        "Es gibt sie nicht, oder sie gehört zu keiner Ihrer Filialen.",
        "There is no such order, or it belongs to none of your branches.");

    private static readonly Text s_paper = new(
        "Papierbon (noch nicht gebucht)", "Paper slip (not booked yet)");

    private static readonly Text s_till = new(
        "Kassenbon (schon gebucht; wird gleich zugeordnet)", "Till receipt (booked already; matched at once)");

    /// <summary>What a number is.</summary>
    public static Text Of(SlipKind kind) => kind switch
    {
        SlipKind.PaperSlip => s_paper,
        SlipKind.TillReceipt => s_till,
    };
}
