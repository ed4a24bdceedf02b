using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>How the enums of an order are written on the wire: camelCase.</summary>
public static class OrderNames
{
    internal static readonly WireNames<LineKind> LineKinds = new(ToWire);
    internal static readonly WireNames<PaymentType> PaymentTypes = new(ToWire);
    internal static readonly WireNames<PaymentMode> PaymentModes = new(ToWire);
    internal static readonly WireNames<FulfilmentType> FulfilmentTypes = new(ToWire);

    /// <summary>"item", "depositReturn" …</summary>
    public static string ToWire(this LineKind kind) => kind switch
    {
        LineKind.Item => "item",
        LineKind.Deposit => "deposit",
        LineKind.DepositReturn => "depositReturn",
        LineKind.Discount => "discount",
        LineKind.Surcharge => "surcharge",
        LineKind.DeliveryFee => "deliveryFee",
        LineKind.TipEmployee => "tipEmployee",
        LineKind.TipEmployer => "tipEmployer",
        LineKind.SinglePurposeVoucher => "singlePurposeVoucher",
        LineKind.MultiPurposeVoucher => "multiPurposeVoucher",
        LineKind.SinglePurposeVoucherRedemption => "singlePurposeVoucherRedemption",
        LineKind.MultiPurposeVoucherRedemption => "multiPurposeVoucherRedemption",
    };

    /// <summary>"cash", "paymentService" …</summary>
    public static string ToWire(this PaymentType type) => type switch
    {
        PaymentType.Cash => "cash",
        PaymentType.DebitCard => "debitCard",
        PaymentType.CreditCard => "creditCard",
        PaymentType.PaymentService => "paymentService",
        PaymentType.PrepaidCard => "prepaidCard",
        PaymentType.Other => "other",
    };

    /// <summary>"prepaid", "pending", "onSite".</summary>
    public static string ToWire(this PaymentMode mode) => mode switch
    {
        PaymentMode.Prepaid => "prepaid",
        PaymentMode.Pending => "pending",
        PaymentMode.OnSite => "onSite",
    };

    /// <summary>"pickup", "dineIn" …</summary>
    public static string ToWire(this FulfilmentType type) => type switch
    {
        FulfilmentType.Pickup => "pickup",
        FulfilmentType.Delivery => "delivery",
        FulfilmentType.DineIn => "dineIn",
        FulfilmentType.Kiosk => "kiosk",
        FulfilmentType.Shipping => "shipping",
    };
}
