namespace OrderConnector.Fiscal.ProcessTypes;

/// <summary>
/// BON_TYP of DSFinV-K, written as its literal. AVBelegstorno is missing on purpose: with a TSS the original is
/// already signed, a void is a second Beleg with turned signs (DSFinV-K 2.4, 4.2).
/// </summary>
public enum ReceiptType
{
    /// <summary>A receipt: money or goods moved.</summary>
    Beleg,

    /// <summary>A bill moved elsewhere, to a hotel room for one.</summary>
    AVTransfer,

    /// <summary>An order, nothing paid yet.</summary>
    AVBestellung,

    /// <summary>Training; the only AV type that carries payments.</summary>
    AVTraining,

    /// <summary>A transaction that was begun and leads nowhere.</summary>
    AVBelegabbruch,

    /// <summary>Benefit in kind.</summary>
    AVSachbezug,

    /// <summary>Anything else.</summary>
    AVSonstige,

    /// <summary>An invoice written elsewhere.</summary>
    AVRechnung,
}
