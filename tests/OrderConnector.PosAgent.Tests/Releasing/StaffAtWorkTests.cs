using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;

namespace OrderConnector.PosAgent.Tests.Releasing;

public sealed class StaffAtWorkTests : IAsyncLifetime
{
    private StaffBench _bench = null!;

    public async Task InitializeAsync() => _bench = await StaffBench.OpenAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_branch_with_nothing_open_says_so()
    {
        var list = await _bench.DoAsync("list");

        Assert.Equal((0, "Nothing is open.\n", ""), (list.ExitCode, list.Output, list.Error));
    }

    [Fact]
    public async Task What_waits_is_listed_with_channel_total_and_reason()
    {
        var number = await _bench.WaitingAsync("1");
        var list = await _bench.DoAsync("list");
        var json = JsonNode.Parse((await _bench.DoAsync("list", "--json")).Output)!["orders"]![0]!;

        Assert.Equal(
            """
              NUMBER  CHANNEL  STATE    TOTAL  SINCE                DUE  REMARK
            40000000  web      waiting  22.30  20.11.2026 13:00:01  now  waits for staff

            """,
            list.Output, ignoreLineEndingDifferences: true);
        Assert.Equal(
            (number, "web", "waiting", 22.30m, "waits for staff"),
            ((long)json["number"]!, (string)json["channel"]!, (string)json["state"]!, (decimal)json["total"]!,
                (string)json["remark"]!));
    }

    [Fact]
    public async Task A_released_order_goes_on_and_the_journal_names_who_released_it()
    {
        var number = await _bench.WaitingAsync("1");
        var release = await _bench.DoAsync("release", $"{number}", "--by", "anna");
        await _bench.Branch.SettleAsync();

        Assert.Equal((0, ""), (release.ExitCode, release.Error));
        Assert.Equal(new ReportNote("staff:anna", null), NoteOf(number, JournalKind.Released));
        Assert.Equal(OrderStage.HandedOver, _bench.Branch.Flow.FindOrder(number)!.Stage);
        Assert.Equal("Nothing is open.\n", (await _bench.DoAsync("list")).Output);
    }

    [Fact]
    public async Task A_refused_order_is_never_signed_and_the_reason_is_kept()
    {
        var number = await _bench.WaitingAsync("1");
        var reject = await _bench.DoAsync("reject", $"{number}", "--reason", "zu voll, ofen aus", "--by", "anna");
        await _bench.Branch.SettleAsync();

        Assert.Equal(0, reject.ExitCode);
        Assert.Equal(new ReportNote("staff:anna", "zu voll, ofen aus"), NoteOf(number, JournalKind.Rejected));
        Assert.Equal(0, _bench.Branch.Count(JournalKind.SigningIntended));
    }

    [Fact]
    public async Task Released_is_released_whoever_comes_second()
    {
        var number = await _bench.WaitingAsync("1");
        var wishes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => n % 2 == 0
            ? _bench.DoAsync("release", $"{number}")
            : _bench.DoAsync("reject", $"{number}", "--reason", "no")));

        Assert.Single(wishes, wish => wish.ExitCode == 0);
        Assert.Equal(7, wishes.Count(wish => wish.ExitCode == 1));
        Assert.Equal(1, _bench.Branch.Count(JournalKind.Released) + _bench.Branch.Count(JournalKind.Rejected));
    }

    [Theory]
    [InlineData("release")]
    [InlineData("reject", "--reason", "no")]
    [InlineData("void", "--reason", "no")]
    [InlineData("erase", "--reason", "no")]
    [InlineData("receipt")]
    public async Task A_number_nobody_knows_is_told_and_ends_with_one(string command, params string[] options)
    {
        var outcome = await _bench.DoAsync([command, "41234567", .. options]);

        Assert.Equal((1, "", "This branch knows no order 41234567."),
            (outcome.ExitCode, outcome.Output, outcome.Error.TrimEnd()));
    }

    [Fact]
    public async Task A_void_asks_the_cloud_for_a_counter_order_and_names_it()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        var outcome = await _bench.DoAsync(
            "void", $"{number}", "--reason", "kalt", "--line", "0:0.5", "--line", "1", "--request", "till-7", "--by", "anna");

        Assert.Equal((0, $"Order {number} is voided by order 40009999."),
            (outcome.ExitCode, outcome.Output.TrimEnd()));
        var asked = _bench.Branch.Cloud.Voided!;
        Assert.Equal(("staff-till-7", "kalt", "staff:anna"), (asked.ExternalId, asked.Reason, asked.Actor));
        Assert.Equal([new VoidLine(0, 0.5m), new VoidLine(1, 1)], asked.Lines);
    }

    [Fact]
    public async Task A_void_without_lines_takes_all_that_is_left()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        await _bench.DoAsync("void", $"{number}", "--reason", "kalt");

        Assert.Null(_bench.Branch.Cloud.Voided!.Lines);
        Assert.Equal("staff-0000000000000000", _bench.Branch.Cloud.Voided.ExternalId);
        Assert.Equal("staff:eva", _bench.Branch.Cloud.Voided.Actor);
    }

    [Fact]
    public async Task A_void_without_the_cloud_says_how_to_repeat_it_safely()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        _bench.Branch.Cloud.Offline = true;
        var outcome = await _bench.DoAsync("void", $"{number}", "--reason", "kalt");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("--request 0000000000000000", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_sold_cannot_be_voided()
    {
        var number = await _bench.WaitingAsync("1");
        var outcome = await _bench.DoAsync("void", $"{number}", "--reason", "kalt");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Null(_bench.Branch.Cloud.Voided);
    }

    [Fact]
    public async Task A_receipt_is_printed_again_as_it_was_issued()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        var receipt = await _bench.DoAsync("receipt", $"{number}");

        Assert.Equal(0, receipt.ExitCode);
        Assert.Equal(
            _bench.Branch.Flow.FindOrder(number)!.Receipt!.Text.TrimEnd('\n'), receipt.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task An_order_without_a_receipt_says_where_it_stands()
    {
        var number = await _bench.WaitingAsync("1");
        var receipt = await _bench.DoAsync("receipt", $"{number}");

        Assert.Equal((1, $"Order {number} has no receipt: it is waiting."),
            (receipt.ExitCode, receipt.Error.TrimEnd()));
    }

    [Fact]
    public async Task The_tss_is_shown_as_the_branch_sees_it()
    {
        var before = await _bench.DoAsync("tss");
        await _bench.ArriveAsync(Branch.Order("1"));
        var works = await _bench.DoAsync("tss");
        var json = JsonSerializer.Deserialize<JsonElement>((await _bench.DoAsync("tss", "--json")).Output);

        Assert.StartsWith("The TSS has not been needed", before.Output, StringComparison.Ordinal);
        Assert.StartsWith("The TSS works.", works.Output, StringComparison.Ordinal);
        Assert.Contains("(TEST, a simulated TSS)", works.Output, StringComparison.Ordinal);
        Assert.Equal("ok", json.GetProperty("state").GetString());
        Assert.True(json.GetProperty("test").GetBoolean());
    }

    private ReportNote NoteOf(long number, JournalKind kind)
    {
        var id = _bench.Branch.Flow.FindOrder(number)!.OrderId;
        var fact = _bench.Branch.Journal.ReadOrder(id).Single(entry => entry.Fact.Kind == kind).Fact;
        return JournalData.Read<ReportNote>(fact);
    }
}
