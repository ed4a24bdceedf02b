using System.Globalization;
using OrderConnector.Browser.Tests.Browsing;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Portals;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Stocking;

namespace OrderConnector.Browser.Tests.Portals;

/// <summary>An estate on an eventful day: orders in every state, so that every page has something to show.</summary>
public sealed class FurnishedEstate : IAsyncLifetime
{
    private const string PastBranch = "leipzig-sued";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    private Estate? _estate;

    internal PortalExamples Examples { get; private set; } = null!;

    /// <summary>Of a signed order.</summary>
    internal string Receipt { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (ChromiumProgram.Missing is not null)
        {
            return;
        }

        _estate = await Estate.PrepareAsync(_limit.Token);
        _estate.Environment["Alerting__LookPause"] = "00:00:01";
        await _estate.Cloud.AdminAsync(_limit.Token, "channel", "set", Estate.Webshop, "--overdue-after", "10s");
        await _estate.Cloud.AdminAsync(
            _limit.Token, "contact", "add", Estate.Hamburg, "--name", "Küche", "--level", "1", "--mail",
            "kueche@example.com");
        await _estate.Cloud.StartAsync(_limit.Token);
        var agent = await _estate.EnrolAgentAsync(Estate.Berlin, _limit.Token);
        agent.Start();
        using var shop = _estate.Shop();
        var first = await SellAsync(shop, "WS-1001", "Erika Beispiel");
        for (var i = 2; i <= 6; i++)
        {
            await SellAsync(shop, Name("WS", 1000 + i), "Max Muster");
        }

        agent.BreakTss("no answer from the device");
        await SellAsync(shop, "WS-1007", "Ayşe Yılmaz-Österreicher");
        agent.MendTss();
        using var platform = _estate.Shop(Estate.Platform);
        await PostAsync(platform, "PF-3001", Estate.Berlin, "wartet auf Personal");
        for (var i = 1; i <= 12; i++)
        {
            await PostAsync(shop, Name("HH", 2000 + i), Estate.Hamburg, "Jan-Hinnerk von der Überseequartierstraße");
        }

        await PostAsync(shop, "WS-1050", Estate.Berlin, "noch nicht bezahlt", "pending");
        var called = await PostAsync(shop, "HH-2050", Estate.Hamburg, "storniert");
        await shop.PostAsync(
            $"/api/v1/orders/{called.Id}/cancel",
            """{"reason":"Kundin hat es sich anders überlegt"}"""u8.ToArray(), _limit.Token);
        var voided = await shop.PostAsync(
            $"/api/v1/orders/{first.Id}/void",
            """{"externalId":"WS-1001-V1","reason":"kalt geliefert"}"""u8.ToArray(), _limit.Token);
        await UntilSoldAsync(shop, voided);
        await AddPastAsync(new OrderId(first.Id));
        var read = await shop.GetAsync("/api/v1/orders/" + first.Id, _limit.Token);
        Receipt = TokenOf(read);
        var waiting = (await PostAsync(shop, "HH-2060", Estate.Hamburg, "Frauke von der Waterkant")).Id;
        var flagged = await FlagAsync(shop);
        using var visitor = await VisitAsync();
        Examples = await PortalPages.FindAsync(
            visitor,
            new PortalExamples(first.Id, PastBranch, Estate.Webshop)
            {
                Waiting = waiting, Flagged = flagged, Emergency = Estate.Hamburg, User = Estate.Administrator,
            },
            _limit.Token);
    }

    private async Task<string> FlagAsync(ShopClient shop)
    {
        await _estate!.Cloud.AdminAsync(
            _limit.Token, "emergency", "begin", Estate.Hamburg, "--reason", "Leitung gestört seit dem Mittag");
        var flagged = "";
        for (var i = 1; i <= 4; i++)
        {
            var order = await PostAsync(shop, Name("HH", 2070 + i), Estate.Hamburg, "Telse Petersen");
            await _estate.Cloud.AdminAsync(
                _limit.Token, "order", "flag", order.Number.ToString(CultureInfo.InvariantCulture), "--branch",
                Estate.Hamburg, "--slip", Name("Block-7", i), "--reason", "Leitung gestört");
            flagged = order.Id;
        }

        return flagged;
    }

    internal Task<BrowserWindow> OpenAsync(Chromium chromium, Look look) => chromium.OpenAsync(_estate!.Url, look);

    internal Task<BrowserWindow> OpenLoggedInAsync(Chromium chromium, Look look) =>
        _estate!.OpenAsync(chromium, Estate.Administrator, look);

    internal Task<PortalVisitor> VisitAsync() => PortalVisitor.LogInAsync(
        _estate!.Url, Estate.Administrator, PortalPeople.Password, _limit.Token);

    public async Task DisposeAsync()
    {
        if (_estate is not null)
        {
            await _estate.DisposeAsync();
        }

        _limit.Dispose();
    }

    /// <summary>Enough that a page whose cost grows with what is stored is seen to be slow.</summary>
    internal const int PastOrders = 20_000;

    // Beside the running app: the store allows it, as it does for the command line.
    private async Task AddPastAsync(OrderId signed)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var store = new SqliteOrderStore(_estate!.Database);
        await store.MigrateAsync(_limit.Token);
        await store.AddBranchAsync(
            new NewBranch(PastBranch, "Leipzig Süd", 40_000_000, 49_999_999, "Europe/Berlin"), now.AddMonths(-3),
            _limit.Token);
        var past = new StoredPast(store, PastBranch, (await store.FindAsync(signed, _limit.Token))!);
        await past.AddAsync(PastOrders, now.AddMonths(-3), now.AddHours(-1));
        await store.AddAsync(Held("HH-2099", now), _limit.Token);
    }

    private static NewOrder Held(string externalId, DateTimeOffset now)
    {
        var id = OrderId.Derive(Estate.Platform, externalId);
        return new NewOrder(
            id, Estate.Platform, Estate.Hamburg, externalId, "1:" + id.Value + id.Value,
            OrderPaper.Write(externalId, Estate.Hamburg), 24_55, OrderState.Held,
            "the total is not the sum of the lines",
            ExpiresAt: null, DueAt: null, "auto", ReceiptToken.Make(id, new byte[ReceiptToken.RandomBytes]), now,
            "channel:" + Estate.Platform, Idempotency: null, Voids: null);
    }

    private static string Name(string shop, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{shop}-{number}");

    private static string TokenOf(ShopAnswer order) =>
        order.Body.GetProperty("links").GetProperty("receipt").GetString()!.Split("/r/")[1];

    private async Task<ShopAnswer> SellAsync(ShopClient shop, string externalId, string customer)
    {
        var order = await PostAsync(shop, externalId, Estate.Berlin, customer);
        await UntilSoldAsync(shop, order);
        return order;
    }

    private async Task<ShopAnswer> PostAsync(
        ShopClient shop, string externalId, string branch, string customer, string payment = "prepaid")
    {
        var answer = await shop.PostOrderAsync(
            OrderPaper.Write(externalId, branch, customer, payment), _limit.Token);
        return answer.Status == 201
            ? answer
            : throw new InvalidOperationException($"The cloud answered {answer.Status}: {answer.Body}");
    }

    private async Task UntilSoldAsync(ShopClient shop, ShopAnswer order)
    {
        while ((await shop.GetAsync("/api/v1/orders/" + order.Id, _limit.Token)).State is not ("signed" or "unsigned"))
        {
            await Task.Delay(50, _limit.Token);
        }
    }
}
