using System.Text.Json;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Samples;

public sealed class QrSampleTests
{
    [SamplesFact]
    public void Every_published_signature_gets_the_verdict_it_deserves()
    {
        var rows = File.ReadLines(SamplesFactAttribute.Path("qr", "qr-vectors.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();

        Assert.Equal(21, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.True(QrText.TryRead(Text(row, "qr"), out var qr), Text(row, "id"));
            var expected = Enum.Parse<SignatureVerdict>(Text(row, "expected_signature"), ignoreCase: true);
            Assert.True(SignatureCheck.Check(qr) == expected, $"{Text(row, "id")}: {SignatureCheck.Check(qr)}");
        });
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
