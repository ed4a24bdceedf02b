using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Branches;

public sealed class OrderOnItsWayTests : IDisposable
{
    private readonly Branch _branch = new();

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task A_prepaid_order_is_signed_issued_handed_over_and_reported()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.SettleAsync();

        Assert.Equal(
            [
                JournalKind.OrderCollected, JournalKind.Confirmed, JournalKind.Released, JournalKind.SigningIntended,
                JournalKind.SigningStarted, JournalKind.Signed, JournalKind.Issued, JournalKind.HandedOver,
            ],
            _branch.KindsOf(id));
        Assert.Equal(["signed", "issued", "handedOver"], _branch.Cloud.KindsOf(id));
        var order = _branch.Progress(id);
        Assert.Equal("Beleg^2.50_19.80_0.00_0.00_0.00^22.30:Unbar", order.Fiscal!.ProcessData);
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(SignedSummary.Read(order.Fiscal)!));
        Assert.Equal((1L, "OC-1-1", "receipt"), (order.Receipt!.ReceiptNumber, order.Receipt.ReceiptId, order.Receipt.Kind));
        Assert.StartsWith("V0;OC-TEST;Kassenbeleg-V1;", order.Receipt.Qr, StringComparison.Ordinal);
        Assert.True(order.Receipt.Test);
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
    }

    [Fact]
    public async Task An_order_paid_on_site_gets_a_slip_and_no_qr()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1", "onSite"));

        await _branch.SettleAsync();

        var order = _branch.Progress(id);
        Assert.Equal("Bestellung-V1", order.Fiscal!.ProcessType);
        Assert.Equal(("orderSlip", null), (order.Receipt!.Kind, order.Receipt.Qr));
    }

    [Fact]
    public async Task Many_orders_get_receipt_numbers_without_a_gap()
    {
        var ids = Enumerable.Range(0, 250).Select(n => _branch.Cloud.Queue(Branch.Order($"{n}"))).ToList();

        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        var orders = ids.Select(_branch.Progress).ToList();
        Assert.All(orders, order => Assert.Equal(OrderStage.HandedOver, order.Stage));
        Assert.Equal(
            Enumerable.Range(1, 250).Select(n => (long)n),
            orders.Select(order => order.Intent!.ReceiptNumber).Order());
        Assert.Equal(250, orders.Select(order => order.Start!.TransactionNumber).Distinct().Count());
    }

    [Fact]
    public async Task What_the_cloud_calls_gone_is_never_signed()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.Flow.OpenAsync(default);
        Assert.True(await _branch.Flow.CollectLoop.StepAsync(default));
        _branch.Cloud.TakeAway(id);

        await _branch.SettleAsync();

        Assert.Equal([JournalKind.OrderCollected, JournalKind.Dropped], _branch.KindsOf(id));
    }

    [Fact]
    public async Task An_order_waits_for_staff_where_its_channel_says_so()
    {
        var order = Branch.Order("1");
        order["release"] = "held";
        var id = _branch.Cloud.Queue(order);
        await _branch.SettleAsync();
        Assert.Equal(OrderStage.Waiting, _branch.Progress(id).Stage);

        var outcome = await _branch.Flow.ReleaseAsync(40000000, "staff:eva", default);
        await _branch.SettleAsync();

        Assert.Equal(StaffOutcomeKind.Done, outcome.Kind);
        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
        Assert.Equal(["waiting", "released", "signed", "issued", "handedOver"], _branch.Cloud.KindsOf(id));
        Assert.Equal(
            StaffOutcomeKind.NotNow, (await _branch.Flow.ReleaseAsync(40000000, "staff:eva", default)).Kind);
        Assert.Equal(
            StaffOutcomeKind.UnknownOrder, (await _branch.Flow.ReleaseAsync(4711, "staff:eva", default)).Kind);
    }

    [Fact]
    public async Task What_staff_refuse_is_never_signed()
    {
        var order = Branch.Order("1");
        order["release"] = "held";
        var id = _branch.Cloud.Queue(order);
        await _branch.SettleAsync();

        await _branch.Flow.RejectAsync(40000000, "staff:eva", "sold out", default);
        await _branch.SettleAsync();

        Assert.Equal(OrderStage.Rejected, _branch.Progress(id).Stage);
        Assert.Equal(["waiting", "rejected"], _branch.Cloud.KindsOf(id));
        Assert.Equal(0, _branch.Count(JournalKind.SigningIntended));
    }

    [Fact]
    public async Task What_cannot_be_processed_is_set_aside_and_blocks_nothing()
    {
        var broken = Branch.Order("1");
        broken["lines"]![0]!["vatRate"] = 16;
        var brokenId = _branch.Cloud.Queue(broken);
        var id = _branch.Cloud.Queue(Branch.Order("2"));

        await _branch.SettleAsync();

        Assert.Equal(OrderStage.SetAside, _branch.Progress(brokenId).Stage);
        Assert.Contains("vat-rate-unknown", _branch.Progress(brokenId).Note!.Reason, StringComparison.Ordinal);
        Assert.Equal(["setAside"], _branch.Cloud.KindsOf(brokenId));
        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
    }

    [Fact]
    public async Task What_was_set_aside_may_be_offered_again()
    {
        var broken = Branch.Order("1");
        broken["lines"]![0]!["vatRate"] = 16;
        var id = _branch.Cloud.Queue(broken);
        await _branch.SettleAsync();
        broken["lines"]![0]!["vatRate"] = 7;
        _branch.Cloud.Requeue(id);

        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
    }

    [Fact]
    public async Task A_known_order_is_confirmed_again_and_never_signed_twice()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();
        _branch.Cloud.Requeue(id);

        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(2, _branch.Cloud.Confirms);
        Assert.Single(_branch.KindsOf(id), JournalKind.Signed);
        // The cloud that offers it once more has lost what it was told.
        Assert.Equal(
            ["signed", "issued", "handedOver", "signed", "issued", "handedOver"], _branch.Cloud.KindsOf(id));
    }

    [Fact]
    public async Task A_restored_cloud_hears_all_reports_again()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();
        _branch.Cloud.ForgetReports();

        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(["signed", "issued", "handedOver"], _branch.Cloud.KindsOf(id));
    }

    [Fact]
    public async Task An_order_waits_while_the_seller_data_cannot_be_fetched()
    {
        _branch.Cloud.SellerDataMissing = true;
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();
        Assert.Equal(OrderStage.Released, _branch.Progress(id).Stage);

        _branch.Cloud.SellerDataMissing = false;
        await _branch.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
        Assert.Contains("Muster GmbH", _branch.Progress(id).Receipt!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_for_later_is_signed_at_once_and_handed_over_in_time()
    {
        var order = Branch.Order("1");
        order["dueAt"] = "2026-11-20T13:00:00Z";
        var id = _branch.Cloud.Queue(order);
        await _branch.SettleAsync();
        Assert.Equal(OrderStage.Issued, _branch.Progress(id).Stage);

        _branch.Clock.Advance(TimeSpan.FromMinutes(39));
        await _branch.SettleAsync();
        Assert.Equal(OrderStage.Issued, _branch.Progress(id).Stage);

        _branch.Clock.Advance(TimeSpan.FromMinutes(2));
        await _branch.SettleAsync();
        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
    }

    [Fact]
    public async Task A_counter_order_is_signed_as_a_negative_receipt_that_names_the_original()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();

        var counterId = _branch.Cloud.Queue(Counter("V1", id));
        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        var order = _branch.Progress(counterId);
        Assert.Equal("Beleg^-2.50_-19.80_0.00_0.00_0.00^-22.30:Unbar", order.Fiscal!.ProcessData);
        Assert.Equal("counterReceipt", order.Receipt!.Kind);
        Assert.Contains("40000000", order.Receipt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chain_holds_no_personal_data()
    {
        _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();

        var chained = string.Join('\n', _branch.Journal.Read(1, 1000).Select(entry => entry.Fact.Data));

        string[] secrets = ["Ann Example", "0123-SECRET", "ring twice", "5XY-SECRET", "token-0"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, chained, StringComparison.Ordinal));
        var handedOver = System.Text.Encoding.UTF8.GetString(Assert.Single(_branch.Till.Drawer.Orders).Value);
        Assert.All(secrets, secret => Assert.Contains(secret, handedOver, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rewound_journal_stops_everything()
    {
        _branch.Cloud.Queue(Branch.Order("1"));
        _branch.Cloud.Rewound = true;

        await _branch.SettleAsync();

        Assert.Contains("run 'recover'", _branch.Flow.StopReason, StringComparison.Ordinal);
        Assert.True(_branch.Flow.Stopped.IsCompleted);
        Assert.Equal(0, _branch.Count(JournalKind.OrderCollected));
    }

    [Fact]
    public async Task A_report_the_cloud_refuses_is_journaled_and_skipped()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        _branch.Cloud.NotOwned.Add(id);
        var other = _branch.Cloud.Queue(Branch.Order("2"));

        await _branch.SettleAsync();

        Assert.Empty(_branch.Cloud.KindsOf(id));
        Assert.Equal(["signed", "issued", "handedOver"], _branch.Cloud.KindsOf(other));
        Assert.Equal(3, _branch.Count(JournalKind.ReportRefused));
    }

    private static JsonObject Counter(string externalId, string voids)
    {
        var counter = Branch.Order(externalId);
        counter["voids"] = voids;
        counter["voidsNumber"] = 40000000;
        counter["reason"] = "cold";
        counter["total"] = -22.30m;
        counter["payments"]![0]!["amount"] = -22.30m;
        foreach (var line in counter["lines"]!.AsArray())
        {
            line!["quantity"] = -line["quantity"]!.GetValue<int>();
            line["amount"] = -line["amount"]!.GetValue<decimal>();
        }

        return counter;
    }
}
