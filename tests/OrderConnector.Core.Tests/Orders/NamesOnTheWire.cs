using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class NamesOnTheWire
{
    [Fact]
    public void Are_those_of_the_contract()
    {
        Assert.Equal(
            ["item", "deposit", "depositReturn", "discount", "surcharge", "deliveryFee", "tipEmployee", "tipEmployer",
                "singlePurposeVoucher", "multiPurposeVoucher", "singlePurposeVoucherRedemption",
                "multiPurposeVoucherRedemption"],
            Enum.GetValues<LineKind>().Select(kind => kind.ToWire()));
        Assert.Equal(
            ["cash", "debitCard", "creditCard", "paymentService", "prepaidCard", "other"],
            Enum.GetValues<PaymentType>().Select(type => type.ToWire()));
        Assert.Equal(["prepaid", "pending", "onSite"], Enum.GetValues<PaymentMode>().Select(mode => mode.ToWire()));
        Assert.Equal(
            ["pickup", "delivery", "dineIn", "kiosk", "shipping"],
            Enum.GetValues<FulfilmentType>().Select(type => type.ToWire()));
    }
}
