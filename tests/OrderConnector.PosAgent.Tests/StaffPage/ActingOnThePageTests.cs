using System.Net;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class ActingOnThePageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async Task InitializeAsync() => _bench = await PageBench.OpenAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_released_order_goes_on_and_the_journal_names_who_released_it()
    {
        var number = await _bench.WaitingAsync("1");
        var answer = await _bench.PostAsync($"/orders/{number}/release", ("by", "anna"));
        await _bench.Branch.SettleAsync();

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(new ReportNote("staff:anna", null), _bench.NoteOf(number, JournalKind.Released));
        Assert.Equal(OrderStage.HandedOver, _bench.Branch.Flow.FindOrder(number)!.Stage);
        var page = await _bench.ReadAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains($"Bestellung {number} ist freigegeben.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"anna\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_order_is_never_signed_and_the_reason_is_kept()
    {
        var number = await _bench.WaitingAsync("1");
        var answer = await _bench.PostAsync($"/orders/{number}/reject", ("by", "anna"), ("reason", " Ofen aus, zu voll "));
        await _bench.Branch.SettleAsync();

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(new ReportNote("staff:anna", "Ofen aus, zu voll"), _bench.NoteOf(number, JournalKind.Rejected));
        Assert.Equal(0, _bench.Branch.Count(JournalKind.SigningIntended));
    }

    [Theory]
    [InlineData("release", "", "x")]
    [InlineData("release", "anna/../bert", "x")]
    [InlineData("reject", "", "ausverkauft")]
    [InlineData("reject", "anna", " ")]
    [InlineData("reject", "anna", "two\nlines")]
    public async Task Without_a_name_or_a_reason_nothing_is_done(string wish, string by, string reason)
    {
        var number = await _bench.WaitingAsync("1");
        var answer = await _bench.PostAsync($"/orders/{number}/{wish}", ("by", by), ("reason", reason));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Es fehlt etwas", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(OrderStage.Waiting, _bench.Branch.Flow.FindOrder(number)!.Stage);
    }

    [Fact]
    public async Task A_name_with_an_umlaut_is_spelled_as_the_records_take_it()
    {
        var number = await _bench.WaitingAsync("1");
        await _bench.PostAsync($"/orders/{number}/release", ("by", "Jörg M"));

        Assert.Equal("staff:Joerg.M", _bench.NoteOf(number, JournalKind.Released).Actor);
    }

    [Fact]
    public async Task Whoever_comes_second_hears_where_the_order_stands()
    {
        var number = await _bench.WaitingAsync("1");
        await _bench.PostAsync($"/orders/{number}/reject", ("by", "anna"), ("reason", "zu"));
        var second = await _bench.PostAsync($"/orders/{number}/release", ("by", "bert"));

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains(
            $"Nichts geändert: Bestellung {number} steht schon auf „abgelehnt“.",
            await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, _bench.Branch.Count(JournalKind.Released));
    }

    [Fact]
    public async Task Many_at_once_release_it_once()
    {
        var number = await _bench.WaitingAsync("1");
        await _bench.ReadAsync("/");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            _bench.PostAsync($"/orders/{number}/release", ("by", $"till-{n}"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, _bench.Branch.Count(JournalKind.Released));
    }

    [Theory]
    [InlineData("release")]
    [InlineData("reject")]
    public async Task A_number_nobody_knows_is_told(string wish)
    {
        var answer = await _bench.PostAsync($"/orders/41234567/{wish}", ("by", "anna"), ("reason", "zu"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Waiting_orders_are_released_and_signed_while_the_line_is_down()
    {
        var number = await _bench.WaitingAsync("1");
        _bench.Branch.Cloud.Offline = true;
        await _bench.Branch.PassAsync(TimeSpan.FromMinutes(2));
        var page = await _bench.ReadAsync("/");
        Assert.Contains("Keine Verbindung zur Zentrale seit 13:00.", page, StringComparison.Ordinal);
        Assert.Contains("gerade jetzt", await _bench.ReadAsync("/emergency"), StringComparison.Ordinal);

        var answer = await _bench.PostAsync($"/orders/{number}/release", ("by", "anna"));
        await _bench.Branch.SettleAsync();

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(OrderStage.HandedOver, _bench.Branch.Flow.FindOrder(number)!.Stage);
        Assert.Contains("TSE-", _bench.Branch.Flow.FindOrder(number)!.Receipt!.Text, StringComparison.OrdinalIgnoreCase);

        _bench.Branch.Cloud.Offline = false;
        await _bench.Branch.PassAsync(TimeSpan.FromMinutes(10));
        Assert.DoesNotContain("Keine Verbindung", await _bench.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_remembered_for_a_shift_and_only_a_name()
    {
        var kept = await _bench.PostAsync("/person", ("by", "anna"), ("back", "/emergency"));
        var refused = await _bench.PostAsync("/person", ("by", "a;b"), ("back", "/"));

        Assert.Equal(
            (HttpStatusCode.SeeOther, "/emergency"), (kept.StatusCode, kept.Headers.Location!.OriginalString));
        var cookie = Assert.Single(kept.Headers.GetValues("Set-Cookie"), one => one.StartsWith("staff-name=", StringComparison.Ordinal));
        Assert.Contains("max-age=43200", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("value=\"anna\"", await _bench.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/orders/1/release")]
    [InlineData("/orders/1\r\nSet-Cookie: a=b")]
    public async Task A_form_leads_back_to_no_other_place(string back)
    {
        var answer = await _bench.PostAsync("/person", ("by", "anna"), ("back", back));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }
}
