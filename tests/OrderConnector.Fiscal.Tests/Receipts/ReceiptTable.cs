using OrderConnector.Core;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Orders;
using OrderConnector.Fiscal.Receipts;
using OrderConnector.Fiscal.Tests.Orders;
using OrderConnector.Fiscal.Tss;
using static OrderConnector.Fiscal.Tests.Orders.OrderTable;

namespace OrderConnector.Fiscal.Tests.Receipts;

/// <summary>One receipt of every kind.</summary>
internal static class ReceiptTable
{
    private static readonly DateTimeOffset s_startedAt = new(2026, 11, 20, 11, 1, 22, TimeSpan.Zero);

    private static readonly SellerData s_seller = new(
        3, "berlin-mitte", "Filiale Mitte", "Trattoria Beispiel GmbH", "Musterstraße 1", "10115", "Berlin", "DEU",
        "12/345/67890", "DE123456789", "Europe/Berlin");

    private static readonly OrderLine[] s_rich =
    [
        Line(LineKind.Item, "Pizza Margherita", 2, 990, 7, Line(LineKind.Item, "Extra Käse", 2, 120, 7)),
        Line(LineKind.Item, "Cola 0,5 l", 1, 250, 19, Line(LineKind.Deposit, "Pfand", 1, 25, 19)),
        Line(LineKind.Item, "Antipasti, gewogen", 0.25m, 2480, 7),
        Line(LineKind.Discount, "Stammgast", 1, -100, 7),
        Line(LineKind.TipEmployee, "Trinkgeld für das Team", 1, 200, null),
        Line(LineKind.MultiPurposeVoucherRedemption, "Wertgutschein", 1, -1000, null) with { VoucherNumber = "M-0815" },
    ];

    public static Receipt Sale { get; } = Of(Prepaid(s_rich));

    public static Receipt Test { get; } = Sale with { Signing = ReceiptSigning.Signed(Signature(Sale.Content, test: true)) };

    public static Receipt Outage { get; } = Sale with { Signing = Unsigned(test: false) };

    public static Receipt TestOutage { get; } = Sale with { Signing = Unsigned(test: true) };

    public static Receipt Slip { get; } = Of(OnSite(s_rich));

    public static Receipt Counter { get; } =
        Of(Void(Prepaid(s_rich))) with { Voids = new VoidedReceipt(40000017, 4711, "Kunde hat storniert") };

    public static Receipt CounterSlip { get; } =
        Of(Void(OnSite(s_rich))) with { Voids = new VoidedReceipt(40000017, null, null) };

    public static Receipt AllRates { get; } = Of(Prepaid(
        Line(LineKind.Item, "Hofladen: Eier", 1, 1078, 7.8m), Line(LineKind.Item, "Brennholz", 1, 1055, 5.5m),
        Line(LineKind.Item, "Solarmodul", 1, 1200, 0), Line(LineKind.Item, "Honigwein", 1, 1190, 19))) with
    {
        Seller = s_seller with { BranchName = "Trattoria Beispiel GmbH", VatId = null, TimeZone = "Mars/Olympus" },
        Order = new ReceiptOrder(40000018, "kiosk", null, FulfilmentType.Shipping, null, null),
        FirstOrderStartedAt = s_startedAt.AddMinutes(-30),
    };

    /// <summary>Names that try to print what they should not, and a seller nobody has entered.</summary>
    public static Receipt Hostile { get; } = Of(Prepaid(
        Line(LineKind.Item, "Wasser\nSUMME EUR   0,00\u001b[2J\u202Etxet", 1, 100, 19),
        Line(LineKind.Item, "Donaudampfschifffahrtsgesellschaftskapitänsmützenpizza mit allem", 999_999, 999, 7),
        Line(LineKind.Item, "1234567890123456789012345678901234567890🍕🍕🍕🍕", 1, 100, 7))) with
    {
        Seller = new SellerData(1, "x", "x", null, null, null, null, "DEU", null, null, "Europe/Berlin"),
        Order = new ReceiptOrder(1, "shop", "A\r\nB", FulfilmentType.DineIn, "7", s_startedAt.AddHours(2)),
    };

    public static IReadOnlyDictionary<string, Receipt> All { get; } = new Dictionary<string, Receipt>
    {
        ["sale"] = Sale,
        ["test"] = Test,
        ["outage"] = Outage,
        ["test-outage"] = TestOutage,
        ["order-slip"] = Slip,
        ["counter-receipt"] = Counter,
        ["counter-order-slip"] = CounterSlip,
        ["all-rates"] = AllRates,
        ["hostile-names"] = Hostile,
    };

    private static Receipt Of(ShopOrder order)
    {
        var content = FiscalOrder.For(order, Day).Match(
            ready => ready,
            faults => throw new InvalidOperationException(string.Join(", ", faults)));
        return new Receipt(
            s_seller,
            new ReceiptPlace(4712, "b1946ac92492d2347c6235b4d2611184", "BER-01", 318),
            new ReceiptOrder(40000017, "webshop", "10023", FulfilmentType.Pickup, null, null),
            content,
            ReceiptSigning.Signed(Signature(content, test: false)));
    }

    private static TssSignature Signature(FiscalOrder content, bool test) => new(
        "SHOP-BER-01", 127, 256, s_startedAt, s_startedAt.AddSeconds(2), content.Data,
        Convert.FromBase64String(Tss.WorkedExample.FinishSignature),
        new TssKey(Convert.FromBase64String(Tss.WorkedExample.PublicKey), "ecdsa-plain-SHA384", "unixTime", test));

    private static ReceiptSigning Unsigned(bool test) => ReceiptSigning.Unsigned(
        "SHOP-BER-01", s_startedAt, s_startedAt.AddSeconds(1), "keine Verbindung zur TSE", test);

    private static ShopOrder Void(ShopOrder order) =>
        VoidPlan.For(order, [], new VoidCall("V-1", "Kunde hat storniert", null)).Counter!;
}
