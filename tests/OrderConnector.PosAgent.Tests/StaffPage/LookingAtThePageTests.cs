using System.Net;
using System.Text.Json.Nodes;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class LookingAtThePageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async Task InitializeAsync() => _bench = await PageBench.OpenAsync("Technik 030 1234567");

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_branch_without_orders_says_so_in_both_languages()
    {
        await _bench.Branch.SettleAsync();

        Assert.Contains("Noch keine Bestellung.", await _bench.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("No order yet.", await _bench.ReadAsync("/", "en-GB,de;q=0.5"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_is_shown_with_all_that_staff_decide_by()
    {
        var number = await _bench.WaitingAsync("1", order => order["dueAt"] = "2026-11-20T18:30:00+01:00");
        var page = await _bench.ReadAsync("/");

        Assert.All(
            [
                $"formaction=\"/orders/{number}/release\"", "Warten auf Sie", "22,30 €", "2 × Pizza", "1 × Cola",
                "Abholung", "Ann Example", "ring twice", "gewünscht 18:30", "seit 13:00",
            ],
            text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_newest_order_stands_on_top_in_words_and_not_in_states()
    {
        var first = await _bench.ArriveAsync("1");
        var second = await _bench.ArriveAsync("2");
        var page = await _bench.ReadAsync("/");

        Assert.True(
            page.IndexOf($"id=\"order-{second}\"", StringComparison.Ordinal)
            < page.IndexOf($"id=\"order-{first}\"", StringComparison.Ordinal));
        Assert.Contains("an der Kasse", page, StringComparison.Ordinal);
        Assert.DoesNotContain("HandedOver", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_english_page_has_english_money_and_no_german_words()
    {
        await _bench.WaitingAsync("1");
        var page = await _bench.ReadAsync("/", "en");

        Assert.Contains("<html lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("€22.30", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bestellung", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Freigeben", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_once_chosen_holds_against_the_browsers()
    {
        var chosen = await _bench.PostAsync("/language", ("language", "en"), ("back", "/emergency"));

        Assert.Equal(
            (HttpStatusCode.SeeOther, "/emergency"), (chosen.StatusCode, chosen.Headers.Location!.OriginalString));
        Assert.Contains("<html lang=\"en\"", await _bench.ReadAsync("/", "de"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_customers_write_stays_text()
    {
        const string Attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        var number = await _bench.WaitingAsync("1", order =>
        {
            order["note"] = Attack;
            order["customer"] = new JsonObject { ["name"] = Attack };
            order["fulfilment"]!["name"] = Attack;
            order["lines"]![0]!["name"] = Attack;
        });
        foreach (var page in new[] { await _bench.ReadAsync("/"), await _bench.ReadAsync($"/orders/{number}") })
        {
            Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_order_is_shown_with_its_lines_its_customer_and_its_way()
    {
        var number = await _bench.WaitingAsync("1");
        await _bench.PostAsync($"/orders/{number}/release", ("by", "anna"));
        await _bench.Branch.SettleAsync();
        var page = await _bench.ReadAsync($"/orders/{number}");

        Assert.All(
            [
                $"Bestellung {number}", "19,80 €", "0123-SECRET", "freigegeben von anna", "signiert",
                "an die Kasse gegeben", "20.11.2026 13:00:0", "Bon-Nr. 1", "online bezahlt",
            ],
            text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("id=\"release\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_is_shown_as_it_was_issued_and_marked_as_a_copy_outside_of_it()
    {
        var number = await _bench.ArriveAsync("1");
        var page = await _bench.ReadAsync($"/orders/{number}/receipt");
        var issued = _bench.Branch.Flow.FindOrder(number)!.Receipt!;
        var shown = page[(page.IndexOf("<pre>", StringComparison.Ordinal) + 5)..page.IndexOf("</pre>", StringComparison.Ordinal)];

        Assert.Equal(issued.Text, WebUtility.HtmlDecode(shown));
        Assert.Equal(2, page.Split("class=\"copy\">KOPIE").Length - 1);
        Assert.DoesNotContain("KOPIE", issued.Text, StringComparison.Ordinal);
        var qr = await _bench.GetAsync($"/orders/{number}/qr.svg");
        Assert.Equal(QrImage.Svg(issued.Qr!), await qr.Content.ReadAsStringAsync());
        Assert.Equal("image/svg+xml", qr.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/orders/41234567")]
    [InlineData("/orders/41234567/receipt")]
    public async Task A_number_nobody_knows_is_told(string path)
    {
        var answer = await _bench.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            "Diese Filiale kennt keine Bestellung 41234567.", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_tss_is_named_as_one() => Assert.Contains(
        "Simulierte TSE", await ReadAfterSaleAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task An_outage_of_the_tss_says_since_when_and_what_to_do()
    {
        await _bench.ArriveAsync("1");
        TssFault[] away = [.. Enumerable.Repeat(new TssFault.Unavailable(), 100)];
        _bench.Branch.Faults.On(TssCall.Start, away).On(TssCall.Info, away);
        var number = await _bench.ArriveAsync("2");
        var (page, order) = (await _bench.ReadAsync("/"), await _bench.ReadAsync($"/orders/{number}"));

        Assert.Contains("Ausgefallen seit 13:00. Weiterverkaufen ist erlaubt", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/emergency#tss\"", page, StringComparison.Ordinal);
        Assert.Contains("ohne TSE-Signatur", page, StringComparison.Ordinal);
        Assert.Contains("ohne Signatur verkauft", order, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _bench.GetAsync($"/orders/{number}/qr.svg")).StatusCode);
    }

    [Fact]
    public async Task The_page_for_emergencies_names_whom_to_call_and_where_the_portal_is()
    {
        var page = await _bench.ReadAsync("/emergency");

        Assert.Contains("Technik 030 1234567", page, StringComparison.Ordinal);
        Assert.Contains("https://cloud.example/portal", page, StringComparison.Ordinal);
        Assert.Equal(
            QrImage.Svg("https://cloud.example/portal"),
            await (await _bench.GetAsync("/portal.svg")).Content.ReadAsStringAsync());
    }

    private async Task<string> ReadAfterSaleAsync()
    {
        await _bench.ArriveAsync("1");
        return await _bench.ReadAsync("/");
    }
}
