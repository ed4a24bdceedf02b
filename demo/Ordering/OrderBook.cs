using System.Globalization;

namespace OrderConnector.Demo.Ordering;

/// <summary>Every order the demo posts, as data. All names and numbers are made up.</summary>
internal static class OrderBook
{
    internal const string Berlin = "berlin-mitte";
    internal const string Hamburg = "hamburg-altona";
    internal const string Webshop = "webshop";
    internal const string Kiosk = "kiosk";
    internal const string Platform = "platform";

    /// <summary>A branch's name as printed.</summary>
    internal static string NameOf(string branchId) => branchId == Berlin ? "Berlin Mitte" : "Hamburg Altona";

    private static readonly OrderLine[] s_pizzaAndCola =
    [
        new("item", "Pizza Margherita", 2, 9.90m, 7),
        new("item", "Cola 0,5 l", 1, 2.50m, 19),
        new("deposit", "Pfand", 1, 0.25m, 19),
    ];

    internal static DemoOrder MixedVat { get; } = new(
        "WS-1001", "prepaid, two VAT rates, deposit, tip", Webshop, Berlin, "prepaid", "pickup",
        Expected.Signed("Beleg^2.75_19.80_0.00_0.00_2.00^24.55:Unbar"),
        [.. s_pizzaAndCola, new("tipEmployee", "Trinkgeld", 1, 2m)]);

    internal static DemoOrder Discounted { get; } = new(
        "WS-1002", "ten per cent off", Webshop, Berlin, "prepaid", "pickup",
        Expected.Signed("Beleg^0.00_18.00_0.00_0.00_0.00^18.00:Unbar"),
        [new("item", "Lasagne", 2, 10m, 7), new("discount", "Rabatt 10 %", 1, -2m, 7)]);

    /// <summary>Posted at once, before anything goes wrong.</summary>
    internal static IReadOnlyList<DemoOrder> EveryKind { get; } =
    [
        MixedVat,
        new(
            "KI-2001", "on site: the till takes the money", Kiosk, Berlin, "onSite", "kiosk",
            Expected.Signed("2;\"Espresso\";2.40\r1;\"Croissant \"\"Beurre\"\"\";2.90"),
            [new("item", "Espresso", 2, 2.40m, 19), new("item", "Croissant \"Beurre\"", 1, 2.90m, 7)]),
        Discounted,
        new(
            "WS-1003", "multi-purpose voucher sold", Webshop, Berlin, "prepaid", "pickup",
            Expected.Signed("Beleg^0.00_0.00_0.00_0.00_50.00^50.00:Unbar"),
            [new("multiPurposeVoucher", "Wertgutschein", 1, 50m, Voucher: "MZ-77")]),
        new(
            "WS-1004", "multi-purpose voucher redeemed in part", Webshop, Hamburg, "prepaid", "pickup",
            Expected.Signed("Beleg^2.75_19.80_0.00_0.00_-20.00^2.55:Unbar"),
            [.. s_pizzaAndCola, new("multiPurposeVoucherRedemption", "Wertgutschein", 1, -20m, Voucher: "MZ-77")]),
        new(
            "WS-1005", "single-purpose voucher sold", Webshop, Hamburg, "prepaid", "pickup",
            Expected.Signed("Beleg^0.00_25.00_0.00_0.00_0.00^25.00:Unbar"),
            [new("singlePurposeVoucher", "Gutschein Brunch", 1, 25m, 7, "EZ-12")]),
        new(
            "WS-1006", "single-purpose voucher redeemed", Webshop, Berlin, "prepaid", "pickup",
            Expected.Signed("Beleg^2.50_0.00_0.00_0.00_0.00^2.50:Unbar"),
            [
                new("item", "Brunch", 1, 25m, 7),
                new("item", "Saft", 1, 2.50m, 19),
                new("singlePurposeVoucherRedemption", "Gutschein Brunch", 1, -25m, 7, "EZ-12"),
            ]),
        new(
            "WS-1007", "delivered: fee, surcharge, service charge", Webshop, Hamburg, "prepaid", "delivery",
            Expected.Signed("Beleg^1.19_15.90_0.00_0.00_0.00^17.09:Unbar"),
            [
                new("item", "Curry", 1, 12.40m, 7),
                new("surcharge", "Spätzuschlag", 1, 1m, 7),
                new("deliveryFee", "Lieferung", 1, 2.50m, 7),
                new("tipEmployer", "Service", 1, 1.19m, 19),
            ]),
        new(
            "KI-2002", "menu with parts of two rates", Kiosk, Hamburg, "prepaid", "dineIn",
            Expected.Signed("Beleg^2.10_9.70_0.00_0.00_0.00^11.80:Unbar"),
            [
                new("item", "Burger", 1, 8.50m, 7, Parts:
                [
                    new("item", "Extra Käse", 1, 1.20m, 7), new("item", "Cola im Menü", 1, 2.10m, 19),
                ]),
            ]),
    ];

    internal static DemoOrder PaidLater { get; } = Checkout(
        "WS-1010", "checkout, then paid", Expected.Signed("Beleg^0.00_9.90_0.00_0.00_0.00^9.90:Unbar"));

    internal static DemoOrder Abandoned { get; } = Checkout(
        "WS-1011", "checkout abandoned", Expected.Ends("aborted"));

    /// <summary>Same externalId as the first order, other content.</summary>
    internal static DemoOrder OtherContent { get; } = MixedVat with
    {
        What = "other content under WS-1001", Lines = [new("item", "Salat", 1, 7.90m, 7)],
    };

    /// <summary>One fault per rule a shop breaks most; see <see cref="BrokenPointers"/>.</summary>
    internal static DemoOrder Broken { get; } = new(
        "WS-1012", "unknown VAT rate, VAT on a tip, positive discount", Webshop, Berlin, "prepaid", "pickup",
        Expected.Ends("refused"),
        [
            new("item", "Suppe", 1, 6m, 13),
            new("tipEmployee", "Trinkgeld", 1, 1m, 19),
            new("discount", "Rabatt", 1, 1m, 7),
        ]);

    /// <summary>Where the faults of <see cref="Broken"/> are, all to be named in one answer.</summary>
    internal static IReadOnlyList<string> BrokenPointers { get; } =
        ["/lines/0/vatRate", "/lines/1/vatRate", "/lines/2"];

    internal static DemoOrder ReleasedByStaff { get; } = new(
        "PF-3001", "waits for staff, released", Platform, Berlin, "prepaid", "delivery",
        Expected.Signed("Beleg^0.00_11.50_0.00_0.00_0.00^11.50:Unbar"),
        [new("item", "Pad Thai", 1, 11.50m, 7)]);

    internal static DemoOrder RejectedByStaff { get; } = new(
        "PF-3002", "waits for staff, rejected: sold out", Platform, Berlin, "prepaid", "delivery",
        Expected.Ends("rejected"),
        [new("item", "Ente süß-sauer", 1, 13.90m, 7)]);

    /// <summary>One pizza of the first order comes back.</summary>
    internal static DemoOrder PartVoid { get; } = MixedVat with
    {
        ExternalId = "WS-1001-V1",
        What = "void of one pizza of WS-1001",
        Expected = Expected.Signed("Beleg^0.00_-9.90_0.00_0.00_0.00^-9.90:Unbar"),
    };

    /// <summary>All of the discounted order comes back.</summary>
    internal static DemoOrder WholeVoid { get; } = Discounted with
    {
        ExternalId = "WS-1002-V1",
        What = "void of all of WS-1002",
        Expected = Expected.Signed("Beleg^0.00_-18.00_0.00_0.00_0.00^-18.00:Unbar"),
    };

    /// <summary>Posted twenty a second, to both branches; by now everything runs warm.</summary>
    internal static IReadOnlyList<DemoOrder> LunchRush { get; } =
    [
        .. Enumerable.Range(0, 24).Select(i =>
            Soup(
                string.Create(CultureInfo.InvariantCulture, $"WS-{1100 + i}"), "lunch rush",
                i % 2 == 0 ? Berlin : Hamburg, Expected.Signed)
            with { Channel = i % 3 == 0 ? Kiosk : Webshop }),
    ];

    /// <summary>Posted while the agent of the branch is dead.</summary>
    internal static IReadOnlyList<DemoOrder> WhileOffline { get; } =
    [
        Soup("WS-1020", "while the agent is dead", Hamburg, Expected.Signed),
        Soup("WS-1021", "while the agent is dead", Hamburg, Expected.Signed),
        Soup("KI-2020", "while the agent is dead", Hamburg, Expected.Signed) with { Channel = Kiosk },
    ];

    /// <summary>Called back before the dead agent could have it.</summary>
    internal static DemoOrder CalledBack { get; } = new(
        "WS-1022", "called back before it was collected", Webshop, Hamburg, "prepaid", "pickup",
        Expected.Ends("cancelled"), [new("item", "Tomatensuppe", 1, 5.50m, 7)]);

    /// <summary>Posted while the TSS is out: sold unsigned, with the reason, and never signed later.</summary>
    internal static IReadOnlyList<DemoOrder> DuringOutage { get; } =
    [
        Soup("WS-1030", "while the TSS is out", Berlin, Expected.Unsigned),
        Soup("WS-1031", "while the TSS is out", Berlin, Expected.Unsigned),
    ];

    internal static DemoOrder AfterOutage { get; } =
        Soup("WS-1032", "after the TSS came back", Berlin, Expected.Signed);

    private static DemoOrder Checkout(string externalId, string what, Expected expected) => new(
        externalId, what, Webshop, Berlin, "pending", "pickup", expected,
        [new("item", "Pizza Margherita", 1, 9.90m, 7)]);

    private static DemoOrder Soup(string externalId, string what, string branch, Func<string, Expected> expected) =>
        new(
            externalId, what, Webshop, branch, "prepaid", "pickup",
            expected("Beleg^0.00_5.50_0.00_0.00_0.00^5.50:Unbar"), [new("item", "Tomatensuppe", 1, 5.50m, 7)]);
}
