namespace OrderConnector.Fiscal.Receipts;

/// <summary>What a paper is to the customer and to the law.</summary>
public enum ReceiptKind
{
    /// <summary>A receipt: paid.</summary>
    Receipt,

    /// <summary>The slip of an order that is paid on site; no receipt.</summary>
    OrderSlip,

    /// <summary>A receipt that voids another, in whole or in part.</summary>
    CounterReceipt,

    /// <summary>The slip of an order that takes back one not paid yet; no receipt.</summary>
    CounterOrderSlip,
}

/// <summary>How a kind is written on the wire ("kind" of the "issued" report) and in the journal.</summary>
public static class ReceiptKinds
{
    /// <summary>
    /// "receipt", "orderSlip", "counterReceipt"; a counter slip is an order slip with negative lines.
    /// </summary>
    public static string ToWire(this ReceiptKind kind) => kind switch
    {
        ReceiptKind.Receipt => "receipt",
        ReceiptKind.OrderSlip or ReceiptKind.CounterOrderSlip => "orderSlip",
        ReceiptKind.CounterReceipt => "counterReceipt",
    };
}
