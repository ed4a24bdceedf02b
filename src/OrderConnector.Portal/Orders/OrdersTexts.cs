using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Orders;

/// <summary>Texts of the list of orders.</summary>
public static class OrdersTexts
{
    public static readonly Text Title = new("Bestellungen", "Orders");
    public static readonly Text Search = new("Nummer, Shop-Nummer oder Name", "Number, shop's id or name");
    public static readonly Text SearchHint = new(
        "Nach Namen wird unter den offenen Bestellungen gesucht.", "Names are looked for among pending orders.");

    public static readonly Text Branch = new("Filiale", "Branch");
    public static readonly Text AllBranches = new("Alle Filialen", "All branches");
    public static readonly Text Channel = new("Kanal", "Channel");
    public static readonly Text AllChannels = new("Alle Kanäle", "All channels");
    public static readonly Text Sort = new("Sortierung", "Sort by");
    public static readonly Text Show = new("Anzeigen", "Show");
    public static readonly Text Groups = new("Welche Bestellungen", "Which orders");

    public static readonly Text Number = new("Nummer", "Number");
    public static readonly Text Customer = new("Kunde", "Customer");
    public static readonly Text Total = new("Betrag", "Total");
    public static readonly Text State = new("Stand", "State");
    public static readonly Text Due = new("Gewünscht", "Wanted");
    public static readonly Text Choose = new("Auswählen", "Choose");
    public static readonly Text ChooseAll = new("Alle auswählen", "Choose all");
    public static readonly Text Late = new("überfällig", "overdue");
    public static readonly Text Chosen = new("ausgewählt", "chosen");
    public static readonly Text Flag = new("Von Hand übermittelt …", "Transmitted by hand …");
    public static readonly Text Next = new("Weitere", "More");
    public static readonly Text First = new("Zum Anfang", "To the beginning");
    public static readonly Text Empty = new("Keine Bestellungen", "No orders");
    public static readonly Text EmptyDetail = new("Hier wartet nichts.", "Nothing waits here.");
    public static readonly Text OneNew = new("Eine neue Bestellung.", "One new order.");
    public static readonly Text ManyNew = new("{n} neue Bestellungen.", "{n} new orders.");

    public static readonly Text Capped = new(
        "Es sind mehr als 10.000 Bestellungen offen. Die Liste enthält nur die ersten 10.000 nach Eingang.",
        "More than 10,000 orders are pending. The list is made of the first 10,000 by arrival.");

    private static readonly Text s_pending = new("Offen", "Pending");
    private static readonly Text s_overdue = new("Überfällig", "Overdue");
    private static readonly Text s_collected = new("Abgeholt, nicht signiert", "Collected, not signed");
    private static readonly Text s_waiting = new("Warten auf Freigabe", "Waiting for release");
    private static readonly Text s_oldest = new("Älteste zuerst", "Oldest first");
    private static readonly Text s_newest = new("Neueste zuerst", "Newest first");
    private static readonly Text s_due = new("Gewünschte Zeit", "Wanted time");
    private static readonly Text s_total = new("Höchster Betrag", "Greatest total");

    /// <summary>How a group is called.</summary>
    public static Text Of(OrderGroup group) => group switch
    {
        OrderGroup.Pending => s_pending,
        OrderGroup.Overdue => s_overdue,
        OrderGroup.Collected => s_collected,
        OrderGroup.Waiting => s_waiting,
    };

    /// <summary>How a sorting is called.</summary>
    public static Text Of(OrderSort sort) => sort switch
    {
        OrderSort.Oldest => s_oldest,
        OrderSort.Newest => s_newest,
        OrderSort.Due => s_due,
        OrderSort.Total => s_total,
    };
}
