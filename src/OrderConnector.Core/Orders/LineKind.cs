namespace OrderConnector.Core.Orders;

/// <summary>What a line sells, takes back or takes off; each maps to one DSFinV-K business case (GV_TYP).</summary>
public enum LineKind
{
    /// <summary>Goods or a service: Umsatz.</summary>
    Item,

    /// <summary>Deposit taken: Pfand.</summary>
    Deposit,

    /// <summary>Deposit paid back: PfandRueckzahlung; negative.</summary>
    DepositReturn,

    /// <summary>Rabatt; negative.</summary>
    Discount,

    /// <summary>Aufschlag.</summary>
    Surcharge,

    /// <summary>Delivery, an ancillary service at the goods' rate: Umsatz.</summary>
    DeliveryFee,

    /// <summary>TrinkgeldAN: outside VAT.</summary>
    TipEmployee,

    /// <summary>TrinkgeldAG: taxed.</summary>
    TipEmployer,

    /// <summary>EinzweckgutscheinKauf, § 3(14) UStG: taxed when sold.</summary>
    SinglePurposeVoucher,

    /// <summary>MehrzweckgutscheinKauf, § 3(15) UStG: not taxable when sold.</summary>
    MultiPurposeVoucher,

    /// <summary>EinzweckgutscheinEinloesung: negative, at the goods' rate.</summary>
    SinglePurposeVoucherRedemption,

    /// <summary>MehrzweckgutscheinEinloesung: negative, not taxable.</summary>
    MultiPurposeVoucherRedemption,
}
