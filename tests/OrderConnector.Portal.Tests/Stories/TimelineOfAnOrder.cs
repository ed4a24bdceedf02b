using System.Text;
using OrderConnector.Core;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Incidents;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Stories;
using OrderConnector.Portal.Tests.Shell;

namespace OrderConnector.Portal.Tests.Stories;

public sealed class TimelineOfAnOrder
{
    private const string Signed =
        """
        {"status":"signed","test":true,"signedBy":"agent","easSerialNumber":"EAS-1","tssSerialNumber":"ab12",
         "transactionNumber":17,"signatureCounter":42,"startedAt":"2026-11-21T15:00:20Z",
         "finishedAt":"2026-11-21T15:00:21Z","processType":"Kassenbeleg-V1","processData":"Beleg^1.00",
         "signature":"c2ln"}
        """;

    [Fact]
    public void What_happened_stands_in_the_order_it_happened()
    {
        var entries = Tell();

        Assert.Equal(
            ["Received", "Checked and numbered", "Received data opened", "Collected and confirmed by the agent",
                "Signed by the TSS", "The cloud knows the signature", "Receipt issued", "Handed over to the till",
                "Voided by a counter order"],
            entries.Select(entry => entry.Title.English));
        Assert.Equal(entries.Select(entry => entry.At).Order(), entries.Select(entry => entry.At));
    }

    [Fact]
    public void The_bytes_that_came_are_named_by_their_hash()
    {
        var received = Tell()[0].Details;

        Assert.Contains(received, one => one.Value.German == "23 Bytes");
        Assert.Contains(
            received,
            one => one.Value.English == Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(Order().Payload)));
    }

    [Fact]
    public void A_signature_shows_what_an_auditor_asks_for()
    {
        var details = Tell().Single(entry => entry.Title == StoryTexts.ToldSigned).Details
            .ToDictionary(one => one.Name.English, one => one.Value.English);

        Assert.Equal(
            ("17", "42", "EAS-1", "ab12", "c2ln"),
            (details["TSS transaction"], details["Signature counter"], details["EAS serial number"],
                details["TSS serial number"], details["Signature value"]));
        Assert.Contains("no valid receipt", details["Test signature"], StringComparison.Ordinal);
        Assert.Equal("21 Nov 2026, 16:00:20", details["TSS start"]);
    }

    [Fact]
    public void A_report_that_came_late_or_changed_nothing_says_so()
    {
        var late = new StoryReport(
            "signed", Second(10), Second(4000), "a1", 9, "already rejected", """{"status":"signed"}""");
        var entry = OrderTimeline.Of(Order(), Story() with { Reports = [late] }, [])
            .Single(one => one.Title == StoryTexts.ToldSigned);

        Assert.Equal(Tone.Warn, entry.Tone);
        Assert.Contains(entry.Details, one => one.Value.English == "already rejected");
        Assert.Contains(entry.Details, one => one.Name == StoryTexts.HeardAt);
    }

    [Theory]
    [InlineData("""{"actor":7}""")]
    [InlineData("""[]""")]
    [InlineData("""nothing""")]
    public void What_an_agent_tells_in_other_words_is_shown_all_the_same(string data)
    {
        var odd = new StoryReport("tasted", Second(10), Second(10), "a1", 9, null, data);

        var entry = OrderTimeline.Of(Order(), Story() with { Reports = [odd] }, [])
            .Single(one => one.Title.English == "Report of the branch: tasted");

        Assert.Equal("agent:a1", entry.Actor);
    }

    [Fact]
    public void Alerts_and_what_was_sent_of_them_stand_in_the_story()
    {
        var story = Story() with
        {
            Alerts = [new StoryAlert("1f", "orderOverdue", Second(300), Second(301))],
            Notices =
            [
                new StoryNotice("raised", "Eva", "mail", Second(301), Second(303), "sent", 2),
                new StoryNotice("allClear", "till", "webhook", Second(400), null, null, 0),
            ],
        };

        var told = OrderTimeline.Of(Order(), story, []).Where(entry => entry.At >= Second(300)).ToList();

        Assert.Equal(
            ["Alert: not collected in time", "Mail to Eva", "Call of the webhook till"],
            told.Select(entry => entry.Title.English));
        Assert.Contains(told[0].Details, one => one.Path == "/portal/incidents/1f");
        Assert.Equal(
            [IncidentTexts.Of(NoticeKind.Raised).English, IncidentTexts.OfOutcome("sent").English, "2"],
            told[1].Details.Select(one => one.Value.English));
        Assert.Contains(told[2].Details, one => one.Value == IncidentTexts.OfOutcome(null));
    }

    [Fact]
    public void Every_move_has_its_words()
    {
        foreach (var to in Enum.GetValues<OrderState>())
        {
            var story = Story() with
            {
                Moves = [Story().Moves[0], new StoryMove(OrderState.Held, to, Second(1), "user:anna", "because")],
                Reports = [], CounterOrders = [],
            };
            var entry = OrderTimeline.Of(Order(), story, [])[^1];

            Assert.NotEqual(entry.Title.German, entry.Title.English);
            Assert.Equal("because", Assert.Single(entry.Details).Value.German);
        }
    }

    [Theory]
    [InlineData(Language.German, "Kanal web")]
    [InlineData(Language.English, "Channel web")]
    public async Task The_page_escapes_what_others_wrote(Language language, string channel)
    {
        var order = Order() with { StateReason = "<script>alert(1)</script>" };
        var html = await Rendered.Html<OrderPage>(
            ("Frame", Rendered.Frame(language)),
            ("Model", OrderModel.Of(order, Story(), Tell(), Rendered.Anna)));

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains(channel, html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{OrderPath.Of(Counter)}\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":\"<b>ö\"}", true, "\"a\": \"<b>ö\"")]
    [InlineData("not json", false, "not json")]
    public async Task The_bytes_are_laid_out_and_escaped(string payload, bool isJson, string text)
    {
        var model = PayloadModel.Of(Order() with { Payload = Encoding.UTF8.GetBytes(payload) });
        var html = await Rendered.Html<PayloadPage>(("Frame", Rendered.Frame()), ("Model", model));

        Assert.Equal(isJson, model.IsJson);
        Assert.Contains(text, model.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>ö", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channel:web", "Kanal web")]
    [InlineData("agent:a1/staff:eva", "Personal eva (Agent a1)")]
    [InlineData("timer", "Zeitgeber")]
    [InlineData("someone", "someone")]
    [InlineData("robot:r2", "robot:r2")]
    public void Actors_are_told_in_words(string actor, string words) =>
        Assert.Equal(words, Portal.Shell.ActorTexts.Of(actor, Language.German));

    private static OrderId Counter { get; } = OrderId.Derive("web", "counter");

    private static IReadOnlyList<StoryEntry> Tell() => OrderTimeline.Of(
        Order(), Story(), [new Act(Second(5), "user:anna", "order.payloadOpened", "x", "mitte", null)]);

    private static OrderStory Story() => new(
        [
            new StoryMove(null, OrderState.Queued, Second(0), "channel:web", null),
            new StoryMove(OrderState.Queued, OrderState.Collected, Second(10), "agent:a1", null),
            new StoryMove(OrderState.Collected, OrderState.Signed, Second(22), "agent:a1", null),
        ],
        [
            new StoryReport("signed", Second(21), Second(22), "a1", 5, null, Signed),
            new StoryReport("issued", Second(23), Second(24), "a1", 6, null, """{"receiptNumber":3,"text":"x"}"""),
            new StoryReport("handedOver", Second(25), Second(26), "a1", 7, null, "{}"),
        ],
        [],
        [new CounterOrder(Counter, 101, OrderState.Signed, Second(60), "cold")], [], []);

    private static DateTimeOffset Second(int second) => Rendered.Now.AddSeconds(second);

    private static OrderPortrait Order() => new(
        OrderId.Derive("web", "A"), 100, "mitte", "Mitte", "Europe/Berlin", "web", "A", "1:a",
        Encoding.UTF8.GetBytes("""{"externalId":"shop-A"}"""), null, new Money(990), OrderState.Signed, null, Second(0),
        Second(22), null, null, "auto", "token", "a1", false, null, null, null, null, null, null, null);
}
