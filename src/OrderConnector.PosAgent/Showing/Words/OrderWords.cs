using OrderConnector.Core.Orders;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>What an order says, in plain words.</summary>
public static class OrderWords
{
    /// <summary>How it is handed out: "Abholung", "Tisch 4".</summary>
    public static string Way(Fulfilment fulfilment, Speech speech)
    {
        var way = fulfilment.Type switch
        {
            FulfilmentType.Pickup => speech.Say("Abholung", "Pickup"),
            FulfilmentType.Delivery => speech.Say("Lieferung", "Delivery"),
            FulfilmentType.DineIn => speech.Say("Verzehr vor Ort", "Eaten in"),
            FulfilmentType.Kiosk => speech.Say("Kiosk", "Kiosk"),
            FulfilmentType.Shipping => speech.Say("Versand", "Shipping"),
        };
        return fulfilment.Table is { } table ? $"{way}, {speech.Say("Tisch", "table")} {table}" : way;
    }

    /// <summary>When it is paid.</summary>
    public static string Paid(PaymentMode mode, Speech speech) => mode switch
    {
        PaymentMode.Prepaid => speech.Say("online bezahlt", "paid online"),
        PaymentMode.Pending => speech.Say("Zahlung steht noch aus", "payment pending"),
        PaymentMode.OnSite => speech.Say("wird vor Ort bezahlt", "is paid on site"),
    };

    /// <summary>All lines, each with its depth: 0 for a line, 1 for what belongs to it …</summary>
    public static IEnumerable<(OrderLine Line, int Depth)> Flat(IEnumerable<OrderLine> lines, int depth = 0) =>
        lines.SelectMany(line => Flat(line.Lines, depth + 1).Prepend((line, depth)));
}
