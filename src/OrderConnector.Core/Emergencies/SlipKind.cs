namespace OrderConnector.Core.Emergencies;

/// <summary>What the number is that an order was flagged with.</summary>
public enum SlipKind
{
    /// <summary>A paper slip: the sale is still to be entered at the till.</summary>
    PaperSlip,

    /// <summary>A receipt of the till: the sale is booked, and the order is matched with it at once.</summary>
    TillReceipt,
}
