using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Stories;

/// <summary>Texts of the page of one order.</summary>
internal static class OrderTexts
{
    public static readonly Text Title = new("Bestellung {0}", "Order {0}");
    public static readonly Text Unknown = new("Diese Bestellung gibt es nicht.", "There is no such order.");
    public static readonly Text Facts = new("Auf einen Blick", "At a glance");
    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text Channel = new("Kanal", "Channel");
    public static readonly Text ShopNumber = new("Nummer im Shop", "Shop's number");
    public static readonly Text ExternalId = new("Kennung des Shops", "Shop's id");
    public static readonly Text State = new("Zustand", "State");
    public static readonly Text Reason = new("Grund", "Reason");
    public static readonly Text Received = new("Eingegangen", "Received");
    public static readonly Text Due = new("Gewünscht für", "Wanted for");
    public static readonly Text PayBy = new("Zahlung bis", "Payment until");
    public static readonly Text Agent = new("Agent", "Agent");
    public static readonly Text Waiting = new("Wartet in der Filiale auf Freigabe", "Waits for release at the branch");
    public static readonly Text Offered = new("Zuletzt angeboten", "Last offered");
    public static readonly Text OfferedTo = new("Agent {0}, bis {1}", "agent {0}, until {1}");
    public static readonly Text HandedOver = new("An der Kasse", "At the till");
    public static readonly Text Voids = new("Storniert Bestellung", "Voids order");
    public static readonly Text VoidedBy = new("Storniert durch", "Voided by");
    public static readonly Text Fulfilment = new("Übergabe", "Hand-out");
    public static readonly Text Table = new("Tisch", "table");
    public static readonly Text Story = new("Was geschah", "What happened");
    public static readonly Text Goods = new("Positionen", "Lines");
    public static readonly Text Article = new("Artikel", "Article");
    public static readonly Text Amount = new("Menge", "Quantity");
    public static readonly Text Vat = new("USt.", "VAT");
    public static readonly Text Price = new("Betrag", "Amount");
    public static readonly Text Total = new("Summe", "Total");
    public static readonly Text Payments = new("Zahlungen", "Payments");
    public static readonly Text PaidOnSite = new("Zahlung vor Ort", "Paid on site");
    public static readonly Text Customer = new("Kunde", "Customer");
    public static readonly Text Name = new("Name", "Name");
    public static readonly Text Phone = new("Telefon", "Phone");
    public static readonly Text Email = new("E-Mail", "E-mail");
    public static readonly Text Address = new("Anschrift", "Address");
    public static readonly Text Note = new("Hinweis", "Note");
    public static readonly Text Erased = new(
        "Die personenbezogenen Daten dieser Bestellung sind gelöscht.",
        "The personal data of this order have been erased.");

    public static readonly Text Receipt = new("Beleg", "Receipt");
    public static readonly Text NoReceipt = new("Noch kein Beleg", "No receipt yet");
    public static readonly Text NoReceiptDetail = new(
        "Er erscheint, sobald die Filiale ihn ausgestellt hat.", "It appears as soon as the branch has issued it.");

    public static readonly Text TestReceipt = new(
        "TEST: kein gültiger Beleg, eine simulierte TSE hat signiert.",
        "TEST: no valid receipt, a simulated TSS signed.");

    public static readonly Text Qr = new("QR-Code des Belegs", "QR code of the receipt");
    public static readonly Text Payload = new("Empfangene Daten", "Received data");
    public static readonly Text OpenPayload = new("Empfangene Daten öffnen", "Open the received data");
    public static readonly Text PayloadHint = new(
        "Enthält, was der Shop geschickt hat, auch Angaben zum Kunden. Das Öffnen wird protokolliert.",
        "Holds what the shop sent, the customer's details included. Opening it is recorded.");

    public static readonly Text PayloadTitle = new("Empfangene Daten zu {0}", "Received data of {0}");
    public static readonly Text Download = new("Bytes herunterladen", "Download the bytes");
    public static readonly Text Recorded = new(
        "Dass Sie diese Daten geöffnet haben, steht jetzt im Protokoll.",
        "That you opened these data now stands in the audit log.");

    public static readonly Text Readable = new("Lesbar", "Readable");
    public static readonly Text NotJson = new(
        "Kein lesbares JSON; die Bytes als Text:", "No readable JSON; the bytes as text:");
    public static readonly Text LaterPayments = new("Später gemeldete Zahlungen", "Payments told later");
    public static readonly Text Acts = new("Was Sie tun können", "What you can do");
    public static readonly Text DecideHeld = new("Freigeben oder ablehnen", "Approve or reject");
    public static readonly Text ShowInQueue = new("Von Hand erfassen und markieren", "Enter by hand and flag");
    public static readonly Text ShowWorkList = new("Abgleichen oder zurücknehmen", "Match or withdraw");
    public static readonly Text News = new("Zu dieser Bestellung gibt es Neues.", "There is news of this order.");
    public static readonly Text NewsMany = new(
        "Zu dieser Bestellung gibt es {n} Neuigkeiten.", "There are {n} news of this order.");

    private static readonly Text s_pickup = new("Abholung", "Pickup");
    private static readonly Text s_delivery = new("Lieferung", "Delivery");
    private static readonly Text s_dineIn = new("Im Haus", "Eat in");
    private static readonly Text s_kiosk = new("Kiosk", "Kiosk");
    private static readonly Text s_shipping = new("Versand", "Shipping");
    private static readonly Text s_cash = new("Bar", "Cash");
    private static readonly Text s_debit = new("Girokarte", "Debit card");
    private static readonly Text s_credit = new("Kreditkarte", "Credit card");
    private static readonly Text s_service = new("Zahlungsdienst", "Payment service");
    private static readonly Text s_prepaid = new("Guthabenkarte", "Prepaid card");
    private static readonly Text s_other = new("Unbar", "Not cash");

    /// <summary>How the goods are handed out.</summary>
    public static Text Of(FulfilmentType type) => type switch
    {
        FulfilmentType.Pickup => s_pickup,
        FulfilmentType.Delivery => s_delivery,
        FulfilmentType.DineIn => s_dineIn,
        FulfilmentType.Kiosk => s_kiosk,
        FulfilmentType.Shipping => s_shipping,
    };

    /// <summary>How money came.</summary>
    public static Text Of(PaymentType type) => type switch
    {
        PaymentType.Cash => s_cash,
        PaymentType.DebitCard => s_debit,
        PaymentType.CreditCard => s_credit,
        PaymentType.PaymentService => s_service,
        PaymentType.PrepaidCard => s_prepaid,
        PaymentType.Other => s_other,
    };
}
