using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Emergencies;

/// <summary>What is said after a form.</summary>
public static class EmergencyNotices
{
    public static readonly Text Begun = new("Der Notbetrieb ist eingeschaltet.", "Emergency operation has begun.");
    public static readonly Text Ended = new("Der Notbetrieb ist beendet.", "Emergency operation has ended.");
    public static readonly Text Set = new("Das Verfahren ist geändert.", "The procedure is changed.");
    public static readonly Text AlreadySo = new(
        "Das war schon so; es wurde nichts geändert.", "It was so already; nothing was changed.");

    public static readonly Text Missing = new(
        "Das gibt es nicht, oder es gehört zu keiner Ihrer Filialen.",
        "There is no such thing, or it belongs to none of your branches.");

    public static readonly Text ReasonMissing = new(
        "Ein Grund gehört dazu, höchstens 300 Zeichen; es wurde nichts geändert.",
        "A reason is needed, of 300 characters at most; nothing was changed.");

    public static readonly Text ReceiptMissing = new(
        "Die Nummer des Kassenbons fehlt oder ist zu lang; es wurde nichts zugeordnet.",
        "The number of the receipt is missing or too long; nothing was matched.");

    public static readonly Text AmountFault = new(
        "Der Betrag ist keiner wie 22,55; es wurde nichts zugeordnet.",
        "The total is no amount like 22.55; nothing was matched.");

    public static readonly Text DayFault = new(
        "Der Tag ist keiner wie 20.11.2026; es wurde nichts zugeordnet.",
        "The day is none like 2026-11-20; nothing was matched.");

    public static readonly Text Unflagged = new(
        "Die Markierung ist zurückgenommen; der Agent bekommt die Bestellung.",
        "The flag is taken back; the agent gets the order.");

    public static readonly Text UnflagMatched = new(
        "Ein Kassenbon ist zugeordnet: Der Agent würde die Bestellung ein zweites Mal buchen. Nichts wurde geändert.",
        "A receipt is matched: the agent would book the order a second time. Nothing was changed.");

    public static readonly Text UnflagAgentLost = new(
        "Ein verlorener Agent hatte die Bestellung angenommen und vielleicht schon signiert; ein anderer würde sie ein "
        + "zweites Mal signieren. Nur die Administration darf sie wieder freigeben. Nichts wurde geändert.",
        "A lost agent had confirmed the order and may have signed it; another one would sign it a second time. Only an "
        + "administrator may hand it out again. Nothing was changed.");

    public static readonly Text NotFlagged = new(
        "Die Bestellung ist nicht markiert; es wurde nichts geändert.",
        "The order is not flagged; nothing was changed.");

    public static readonly Text Matched = new("Bestellung {0} ist zugeordnet.", "Order {0} is matched.");
    public static readonly Text ManyMatched = new(
        "{0} Bestellungen sind zugeordnet.", "{0} orders are matched.");

    public static readonly Text Undone = new(
        "Die Zuordnung ist aufgehoben; die Bestellung steht wieder auf der Arbeitsliste.",
        "The match is undone; the order is on the work list again.");

    public static readonly Text NotMatched = new(
        "Der Bestellung war nichts zugeordnet.", "The order was matched with nothing.");

    public static readonly Text Unknown = new(
        "Bestellung {0} gibt es nicht; es wurde nichts zugeordnet.", "There is no order {0}; nothing was matched.");

    private static readonly Text s_already = new(
        "Bestellung {0} ist schon Kassenbon {1} zugeordnet.", "Order {0} is matched with receipt {1} already.");

    private static readonly Text s_taken = new(
        "Dieser Kassenbon steht schon für Bestellung {1}; es wurde nichts zugeordnet. Steht er auch für {0}, bitte "
        + "ankreuzen.",
        "This receipt stands for order {1} already; nothing was matched. Where it stands for {0} too, tick the box.");

    private static readonly Text s_differs = new(
        "Der Betrag weicht von dem der Bestellung {0} ab; es wurde nichts zugeordnet. Stimmt er so, bitte ankreuzen.",
        "The total differs from that of order {0}; nothing was matched. Where it is right, tick the box.");

    private static readonly Text s_notFlagged = new(
        "Bestellung {0} ist nicht markiert; es wurde nichts zugeordnet.",
        "Order {0} is not flagged; nothing was matched.");

    /// <summary>Why a match was not made, with the order's number and what stands in its way to be filled in.</summary>
    public static Text Of(MatchResult result) => result switch
    {
        MatchResult.Matched => Matched,
        MatchResult.AlreadyMatched => s_already,
        MatchResult.ReceiptTaken => s_taken,
        MatchResult.TotalDiffers => s_differs,
        MatchResult.NotFlagged => s_notFlagged,
        MatchResult.Unknown => Unknown,
    };
}
