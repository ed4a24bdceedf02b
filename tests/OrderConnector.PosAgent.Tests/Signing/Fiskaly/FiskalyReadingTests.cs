using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

public sealed class FiskalyReadingTests
{
    private const string Text = "Beleg^2.50_0.00_0.00_0.00_0.00^2.50:Bar";
    private static readonly byte[] s_point = [4, .. Enumerable.Repeat((byte)7, 64)];

    [Theory]
    [InlineData("12")]
    [InlineData("\"12\"")]
    public void A_counter_may_be_a_number_or_a_string(string counter)
    {
        var started = FiskalyReading.Started(Read(Start.Replace("COUNTER", counter, StringComparison.Ordinal)), "T");

        Assert.Equal(
            new StartedTransaction("T", 7, 12, DateTimeOffset.FromUnixTimeSeconds(1_763_000_000)), started);
    }

    [Fact]
    public void A_later_revision_does_not_say_when_the_start_was_signed() =>
        Assert.Null(FiskalyReading.Started(
            Read(Start.Replace("COUNTER", "12", StringComparison.Ordinal)) with { Revision = 2 }, "T"));

    [Fact]
    public void What_was_sent_raw_is_read_back_as_it_was()
    {
        var transaction = Finish() with
        {
            Schema = new FiskalySchema(new FiskalyRaw(
                "Bestellung-V1", Convert.ToBase64String(Encoding.UTF8.GetBytes("1;\"Käse 🍰\";2.99")))),
        };

        Assert.Equal(
            new ProcessData("Bestellung-V1", "1;\"Käse 🍰\";2.99"),
            FiskalyReading.Signature(transaction, "T", asked: null)!.Data);
    }

    [Fact]
    public void What_another_till_sent_in_fiskalys_own_form_is_read_from_the_qr_text()
    {
        var transaction = Finish() with
        {
            QrCodeData = $"V0;T;Kassenbeleg-V1;{Text};7;13;2025-11-13T02:13:20.000Z;2025-11-13T02:13:22.000Z;"
                + "ecdsa-plain-SHA256;unixTime;c2ln;a2V5",
        };

        Assert.Equal(
            new ProcessData("Kassenbeleg-V1", Text), FiskalyReading.Signature(transaction, "T", asked: null)!.Data);
    }

    [Fact]
    public void A_signature_over_nothing_known_is_no_answer()
    {
        Assert.Null(FiskalyReading.Signature(Finish(), "T", asked: null));
        Assert.NotNull(FiskalyReading.Signature(Finish(), "T", new ProcessData("Kassenbeleg-V1", Text)));
    }

    public static TheoryData<string, string> Gaps => new()
    {
        { "\"number\":7", "\"number\":0" },
        { "\"timestamp\":1763000000", "\"timestamp\":0" },
        { "\"timestamp\":1763000000", "\"timestamp\":99999999999999" },
        { "\"counter\":12", "\"counter\":0" },
        { "\"value\":\"c2ln\"", "\"value\":\"§\"" },
        { "\"value\":\"c2ln\"", "\"value\":null" },
        { "\"public_key\":\"B", "\"public_key\":\"C" },
        { "\"log\":{", "\"other\":{" },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void An_answer_with_a_gap_is_none(string whole, string gap)
    {
        var complete = Start.Replace("COUNTER", "12", StringComparison.Ordinal);
        var data = new ProcessData("Kassenbeleg-V1", Text);
        Assert.NotNull(FiskalyReading.Signature(Read(complete), "T", data));

        Assert.Null(FiskalyReading.Signature(
            Read(complete.Replace(whole, gap, StringComparison.Ordinal)), "T", data));
    }

    [Theory]
    [InlineData("LIVE", false)]
    [InlineData("TEST", true)]
    [InlineData(null, true)]
    public void Whatever_does_not_call_itself_live_is_a_test(string? environment, bool test) => Assert.Equal(
        test,
        FiskalyReading.KeyOf(Convert.ToBase64String(s_point), "ecdsa-plain-SHA256", null, environment)!.Test);

    [Fact]
    public void A_key_may_come_as_point_or_as_subject_public_key_info()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] point = [4, .. q.X!, .. q.Y!];

        foreach (var form in new[] { point, key.ExportSubjectPublicKeyInfo() })
        {
            Assert.Equal(
                point,
                FiskalyReading.KeyOf(Convert.ToBase64String(form), "ecdsa-plain-SHA256", null, null)!.PublicKey);
        }
    }

    [Fact]
    public void A_certificate_may_come_as_der_or_as_pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = new CertificateRequest("CN=tss", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(from, from.AddYears(5));
        var pem = certificate.ExportCertificatePem();

        Assert.Equal(from.AddYears(5), FiskalyReading.Expiry(Convert.ToBase64String(certificate.RawData)));
        Assert.Equal(from.AddYears(5), FiskalyReading.Expiry(Convert.ToBase64String(Encoding.ASCII.GetBytes(pem))));
        Assert.Equal(from.AddYears(5), FiskalyReading.Expiry(pem));
        Assert.Null(FiskalyReading.Expiry("bm90aGluZw=="));
        Assert.Null(FiskalyReading.Expiry(null));
    }

    private static FiskalyTransaction Finish() =>
        Read(Start.Replace("COUNTER", "13", StringComparison.Ordinal)) with { Revision = 2, State = "FINISHED" };

    private static FiskalyTransaction Read(string json) =>
        JsonSerializer.Deserialize<FiskalyTransaction>(json, FiskalyWire.Json)!;

    private static readonly string Start = $$"""
        {"number":7,"time_start":1763000000,"state":"ACTIVE","client_id":"c","revision":1,"latest_revision":1,
        "log":{"operation":"StartTransaction","timestamp":1763000000,"timestamp_format":"unixTime"},
        "signature":{"value":"c2ln","algorithm":"ecdsa-plain-SHA256","counter":COUNTER,"public_key":"KEY"},
        "_id":"t","_env":"TEST","_version":"2.2.2","unknown":[1,2]}
        """.Replace("KEY", Convert.ToBase64String(s_point), StringComparison.Ordinal);
}
