using System.Text;
using System.Text.Json;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Tests.Alerting;

public sealed class WritingNotices
{
    private static readonly DateTimeOffset s_noon = new(2026, 7, 20, 10, 0, 0, TimeSpan.Zero);

    private static readonly NoticeOrder s_order = new(
        "0a", 40_000_001, "WEB-1", "webshop", "wolt", 1250, s_noon.AddMinutes(-6), s_noon.AddMinutes(-4), null, null);

    private static readonly NoticeIncident s_incident = new(
        "i1", AlertKind.OrderOverdue, s_noon, null, null, null, 3,
        [
            s_order,
            s_order with
            {
                Number = 40_000_002, ExternalId = "evil\r\nSubject: x", Outcome = OrderState.Collected,
                OutcomeAt = s_noon.AddSeconds(5),
            },
        ],
        null, null);

    private static readonly NoticeView s_notice = new(
        "n1", NoticeKind.Raised, Language.German, "mitte", "Mitte", "Europe/Berlin", s_incident, s_noon,
        "https://o.example/portal/incidents/i1", "https://o.example/a/token");

    [Fact]
    public void A_german_mail_lists_orders_and_links()
    {
        var mail = NoticeMail.Write(s_notice);

        Assert.Equal("[Mitte] 3 Bestellungen nicht abgeholt", mail.Subject);
        Assert.Equal(
            """
            Filiale: Mitte (mitte)
            Seit: 20.07.2026 12:00

            Die Bestellungen sind sicher gespeichert. Prüfen Sie Strom, Netz und den PosAgent der Filiale; ist die Leitung weg, schalten Sie im Portal den Notbetrieb ein.

            40000001  12,50 €  webshop WEB-1
                wartet seit 20.07.2026 11:54, wartet noch
            40000002  12,50 €  webshop evil  Subject: x
                wartet seit 20.07.2026 11:54, abgeholt um 20.07.2026 12:00, 5 min zu spät
            und weitere: 1 Bestellung
            Frist der Plattform (wolt): nach 3 min lehnt sie die Bestellung selbst ab.

            Ich kümmere mich darum:
            https://o.example/a/token
            Einzelheiten im Portal:
            https://o.example/portal/incidents/i1

            """,
            mail.Body);
    }

    [Fact]
    public void An_english_all_clear_says_what_became_of_each_order()
    {
        OrderState[] states =
            [OrderState.Signed, OrderState.TransmittedManually, OrderState.Cancelled, OrderState.Rejected];
        var mail = NoticeMail.Write(s_notice with
        {
            Kind = NoticeKind.AllClear, Language = Language.English, AcknowledgeUrl = null,
            Incident = s_incident with
            {
                ClosedAt = s_noon.AddHours(1), AcknowledgedBy = "Eva", AcknowledgedAt = s_noon.AddMinutes(2), Count = 4,
                Orders = [.. states.Select(state => s_order with { Outcome = state, OutcomeAt = s_noon.AddMinutes(3) })],
            },
        });

        Assert.Equal("[Mitte] All clear: 4 orders not collected", mail.Subject);
        Assert.Contains("Ended: 2026-07-20 13:00\nTaken over: Eva, 2026-07-20 12:02\n\nAll is well again.\n", mail.Body);
        Assert.Contains("collected at 2026-07-20 12:03, 7 min late\n", mail.Body);
        Assert.Contains("taken over by hand at 2026-07-20 12:03\n", mail.Body);
        Assert.Contains("cancelled at 2026-07-20 12:03\n", mail.Body);
        Assert.Contains("rejected at 2026-07-20 12:03\n", mail.Body);
        Assert.Contains("€12.50", mail.Body);
        Assert.DoesNotContain("/a/", mail.Body);
        Assert.DoesNotContain("limit", mail.Body);
    }

    [Theory]
    [InlineData(Language.German)]
    [InlineData(Language.English)]
    public void Every_kind_has_a_headline_and_says_what_to_do(Language language)
    {
        var kinds = Enum.GetValues<AlertKind>().Select(kind => NoticeMail.Write(s_notice with
        {
            Language = language,
            Incident = s_incident with { Kind = kind, Orders = [], Count = 1, Since = s_noon, Amount = 5 },
        })).ToList();

        Assert.Equal(kinds.Count, kinds.Select(mail => mail.Subject).Distinct().Count());
        Assert.Equal(kinds.Count, kinds.Select(mail => mail.Body).Distinct().Count());
    }

    [Fact]
    public void Each_reason_of_a_notice_is_seen_in_its_subject()
    {
        var subjects = Enum.GetValues<NoticeKind>().Select(kind => NoticeMail.Write(s_notice with
        {
            Kind = kind, Incident = kind == NoticeKind.Test ? null : s_incident,
        }).Subject).ToList();

        Assert.Equal(subjects.Count, subjects.Distinct().Count());
    }

    [Fact]
    public void A_call_carries_the_same_as_json_under_20_kilobytes()
    {
        var many = s_incident with
        {
            Orders = [.. Enumerable.Repeat(s_order with { ExternalId = new string('x', 400) }, 500)], Count = 500,
        };

        var body = NoticeCall.Write(s_notice with { Incident = many });

        Assert.True(body.Length < 20_000, $"{body.Length} bytes");
        var json = JsonDocument.Parse(body).RootElement;
        Assert.Equal("incident.raised", json.GetProperty("type").GetString());
        var data = json.GetProperty("data");
        Assert.Equal(("orderOverdue", 500), (data.GetProperty("kind").GetString(), data.GetProperty("count").GetInt32()));
        Assert.Equal(12.50m, data.GetProperty("orders")[0].GetProperty("total").GetDecimal());
        Assert.Equal("https://o.example/a/token", data.GetProperty("acknowledgeUrl").GetString());
        var test = JsonDocument.Parse(NoticeCall.Write(s_notice with { Kind = NoticeKind.Test, Incident = null }));
        Assert.Equal("incident.test", test.RootElement.GetProperty("type").GetString());
    }

    /// <summary>
    /// The signature made by: printf '%s' 'msg_1.1614265330.{"test": 2432232314}' | openssl dgst -sha256 -mac HMAC
    /// -macopt hexkey:… -binary | base64
    /// </summary>
    [Fact]
    public void A_signature_is_the_one_openssl_makes()
    {
        const string Shown = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var secret = Convert.FromBase64String(Shown[6..]);
        var body = """{"test": 2432232314}"""u8;

        var signature = StandardWebhook.Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
        Assert.Equal(Shown, StandardWebhook.ShowSecret(secret));
        var now = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        Assert.Equal("1614265330", StandardWebhook.Timestamp(now));
        bool IsGenuine(string time, string signatures, ReadOnlySpan<byte> bytes, int late) => StandardWebhook.IsGenuine(
            Shown, "msg_p5jXN8AQM9LWM0D4loKWxJek", time, signatures, bytes, now.AddSeconds(late));
        Assert.True(IsGenuine("1614265330", "v1,other " + signature, body, 300));
        Assert.False(IsGenuine("1614265330", signature, body, 301));
        Assert.False(IsGenuine("1614265331", signature, body, 0));
        Assert.False(IsGenuine("now", signature, body, 0));
        Assert.False(IsGenuine("1614265330", signature, Encoding.UTF8.GetBytes("{}"), 0));
    }

    [Fact]
    public void A_link_carries_a_token_whose_hash_alone_is_kept()
    {
        var token = AckToken.Make(new byte[32]);

        Assert.Equal(43, token.Length);
        Assert.Equal(32, AckToken.Hash(token)!.Length);
        Assert.Null(AckToken.Hash("short"));
        Assert.Throws<ArgumentException>(() => AckToken.Make(new byte[3]));
    }
}
