using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Held;

/// <summary>Texts of the page of what waits for a person's decision.</summary>
public static class HeldTexts
{
    public static readonly Text Title = new("Angehalten", "Held");
    public static readonly Text Held = new("Zur Prüfung angehalten", "Held for review");
    public static readonly Text HeldDetail = new(
        "Der Absender konnte nicht abgewiesen werden. Weiter an die Filiale, oder ablehnen.",
        "The sender could not be refused. On to the branch, or reject it.");

    public static readonly Text HeldNone = new("Nichts angehalten", "Nothing held");
    public static readonly Text SetAside = new("Von der Filiale zur Seite gelegt", "Set aside by the branch");
    public static readonly Text SetAsideDetail = new(
        "Der Agent konnte sie nicht verarbeiten. Nach der Behebung noch einmal anbieten, oder ablehnen.",
        "The agent could not process them. Offer them again once the cause is mended, or reject them.");

    public static readonly Text SetAsideNone = new("Nichts zur Seite gelegt", "Nothing set aside");
    public static readonly Text Strays = new("Nachrichten ohne Empfänger", "Messages nobody can use");
    public static readonly Text StraysDetail = new(
        "Sie lagen in einer Warteschlange und halfen keinem Agenten. Die Bestellungen selbst sind sicher gespeichert.",
        "They lay in a queue and no agent was served by them. The orders themselves are safely stored.");

    public static readonly Text StraysNone = new("Keine solche Nachricht", "No such message");
    public static readonly Text Release = new("Freigeben", "Release");
    public static readonly Text ReleaseHint = new(
        "Die Bestellung geht jetzt an ihre Filiale.", "The order goes to its branch now.");

    public static readonly Text Again = new("Noch einmal anbieten", "Offer again");
    public static readonly Text AgainHint = new(
        "Die Bestellung kommt wieder in die Warteschlange ihrer Filiale.",
        "The order goes into its branch's queue again.");

    public static readonly Text Reject = new("Ablehnen", "Reject");
    public static readonly Text RejectHint = new(
        "Endgültig: die Nummer behält diesen Verbleib mit Ihrem Grund.",
        "For good: the number keeps this fate with your reason.");

    public static readonly Text Replay = new("Zurück in die Warteschlange", "Back into the queue");
    public static readonly Text Drop = new("Verwerfen", "Drop");
    public static readonly Text DropHint = new(
        "Die Nachricht bleibt gespeichert, wird aber nicht mehr zugestellt.",
        "The message stays on record and is not delivered any more.");

    public static readonly Text Released = new("Bestellung {0} ist freigegeben.", "Order {0} is released.");
    public static readonly Text OfferedAgain = new(
        "Bestellung {0} wird noch einmal angeboten.", "Order {0} is offered again.");

    public static readonly Text Rejected = new("Bestellung {0} ist abgelehnt.", "Order {0} is rejected.");
    public static readonly Text Elsewhere = new(
        "Bestellung {0} steht inzwischen auf „{1}“; es wurde nichts geändert.",
        "Order {0} is “{1}” by now; nothing was changed.");

    public static readonly Text Replayed = new(
        "Die Nachricht liegt wieder in der Warteschlange.", "The message is in its queue again.");

    public static readonly Text Dropped = new("Die Nachricht ist verworfen.", "The message is dropped.");
    public static readonly Text StrayGone = new(
        "Über diese Nachricht wurde schon entschieden.", "This message was decided on before.");

    public static readonly Text DecisionFault = new(
        "Diese Entscheidung gibt es hier nicht.", "There is no such decision here.");

    public static readonly Text Queue = new("Warteschlange", "Queue");
    public static readonly Text Message = new("Nachricht", "Message");
    public static readonly Text At = new("Seit", "Since");
    public static readonly Text Decide = new("Entscheiden", "Decide");

    /// <summary>The reason on record where an order is released without one.</summary>
    public const string UsualRelease = "released after review";
}
