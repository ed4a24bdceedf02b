using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Texts;

/// <summary>What people call the states of an order.</summary>
public static class OrderStateTexts
{
    private static readonly Text s_awaitingPayment = new("Zahlung offen", "Awaiting payment");
    private static readonly Text s_aborted = new("Abgebrochen", "Aborted");
    private static readonly Text s_expired = new("Abgelaufen", "Expired");
    private static readonly Text s_held = new("Angehalten", "Held");
    private static readonly Text s_queued = new("Wartet auf Abholung", "Waiting for collection");
    private static readonly Text s_collected = new("Abgeholt", "Collected");
    private static readonly Text s_setAside = new("Zur Seite gelegt", "Set aside");
    private static readonly Text s_signed = new("Signiert", "Signed");
    private static readonly Text s_unsigned = new("Ohne Signatur", "Unsigned");
    private static readonly Text s_cancelled = new("Zurückgerufen", "Cancelled");
    private static readonly Text s_transmitted = new("Von Hand erfasst", "Entered by hand");
    private static readonly Text s_rejected = new("Abgelehnt", "Rejected");

    /// <summary>The state in words.</summary>
    public static Text Of(OrderState state) => state switch
    {
        OrderState.AwaitingPayment => s_awaitingPayment,
        OrderState.Aborted => s_aborted,
        OrderState.Expired => s_expired,
        OrderState.Held => s_held,
        OrderState.Queued => s_queued,
        OrderState.Collected => s_collected,
        OrderState.SetAside => s_setAside,
        OrderState.Signed => s_signed,
        OrderState.Unsigned => s_unsigned,
        OrderState.Cancelled => s_cancelled,
        OrderState.TransmittedManually => s_transmitted,
        OrderState.Rejected => s_rejected,
    };
}
