using OrderConnector.Core.Orders;

namespace OrderConnector.Fiscal.Orders;

/// <summary>GV_TYP of DSFinV-K, as its literal; the ones an online order can bring.</summary>
public enum BusinessCase
{
    /// <summary>A sale.</summary>
    Umsatz,

    /// <summary>Deposit taken.</summary>
    Pfand,

    /// <summary>Deposit paid back.</summary>
    PfandRueckzahlung,

    /// <summary>Discount.</summary>
    Rabatt,

    /// <summary>Surcharge.</summary>
    Aufschlag,

    /// <summary>Tip to the employer, taxed.</summary>
    TrinkgeldAG,

    /// <summary>Tip to the employee, outside VAT.</summary>
    TrinkgeldAN,

    /// <summary>Single-purpose voucher sold.</summary>
    EinzweckgutscheinKauf,

    /// <summary>Single-purpose voucher redeemed.</summary>
    EinzweckgutscheinEinloesung,

    /// <summary>Multi-purpose voucher sold.</summary>
    MehrzweckgutscheinKauf,

    /// <summary>Multi-purpose voucher redeemed.</summary>
    MehrzweckgutscheinEinloesung,
}

/// <summary>Which business case a line is.</summary>
public static class BusinessCases
{
    /// <summary>
    /// The business case of a kind of line. Delivery is an ancillary service: a sale at the goods' rate.
    /// </summary>
    public static BusinessCase Of(LineKind kind) => kind switch
    {
        LineKind.Item or LineKind.DeliveryFee => BusinessCase.Umsatz,
        LineKind.Deposit => BusinessCase.Pfand,
        LineKind.DepositReturn => BusinessCase.PfandRueckzahlung,
        LineKind.Discount => BusinessCase.Rabatt,
        LineKind.Surcharge => BusinessCase.Aufschlag,
        LineKind.TipEmployee => BusinessCase.TrinkgeldAN,
        LineKind.TipEmployer => BusinessCase.TrinkgeldAG,
        LineKind.SinglePurposeVoucher => BusinessCase.EinzweckgutscheinKauf,
        LineKind.MultiPurposeVoucher => BusinessCase.MehrzweckgutscheinKauf,
        LineKind.SinglePurposeVoucherRedemption => BusinessCase.EinzweckgutscheinEinloesung,
        LineKind.MultiPurposeVoucherRedemption => BusinessCase.MehrzweckgutscheinEinloesung,
    };
}
