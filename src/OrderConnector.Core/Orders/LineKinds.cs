namespace OrderConnector.Core.Orders;

/// <summary>What law and contract say about each kind of line. A new kind does not compile until it says so.</summary>
public static class LineKinds
{
    /// <summary>Whether a line of this kind bears VAT and so needs a rate (vouchers: § 3(13) to (15) UStG).</summary>
    public static bool BearsVat(this LineKind kind) => kind switch
    {
        LineKind.Item or LineKind.Deposit or LineKind.DepositReturn or LineKind.Discount or LineKind.Surcharge
            or LineKind.DeliveryFee or LineKind.TipEmployer or LineKind.SinglePurposeVoucher
            or LineKind.SinglePurposeVoucherRedemption => true,
        LineKind.TipEmployee or LineKind.MultiPurposeVoucher or LineKind.MultiPurposeVoucherRedemption => false,
    };

    /// <summary>Whether a line of this kind takes money off what is to be paid.</summary>
    public static bool IsNegative(this LineKind kind) => kind switch
    {
        LineKind.DepositReturn or LineKind.Discount or LineKind.SinglePurposeVoucherRedemption
            or LineKind.MultiPurposeVoucherRedemption => true,
        LineKind.Item or LineKind.Deposit or LineKind.Surcharge or LineKind.DeliveryFee or LineKind.TipEmployee
            or LineKind.TipEmployer or LineKind.SinglePurposeVoucher or LineKind.MultiPurposeVoucher => false,
    };

    /// <summary>Whether a line of this kind sells or redeems a voucher.</summary>
    public static bool IsVoucher(this LineKind kind) => kind switch
    {
        LineKind.SinglePurposeVoucher or LineKind.MultiPurposeVoucher or LineKind.SinglePurposeVoucherRedemption
            or LineKind.MultiPurposeVoucherRedemption => true,
        LineKind.Item or LineKind.Deposit or LineKind.DepositReturn or LineKind.Discount or LineKind.Surcharge
            or LineKind.DeliveryFee or LineKind.TipEmployee or LineKind.TipEmployer => false,
    };
}
