using System.Globalization;
using OrderConnector.Core;
using OrderConnector.Fiscal.ProcessTypes;

namespace OrderConnector.Fiscal.Tests.Samples;

public sealed class ProcessDataSampleTests
{
    [SamplesFact]
    public void Every_published_text_is_written_from_its_values_and_read_back()
    {
        var rows = SampleTable.Rows(SamplesFactAttribute.Path("processdata", "vectors.csv")).ToList();

        Assert.Equal(27, rows.Count);
        Assert.All(rows, row =>
        {
            var expected = SampleTable.Unescape(row[7]);
            Assert.Equal(expected, row[2] == KassenbelegV1.ProcessType ? Receipt(row) : Order(expected));
        });
    }

    [SamplesFact]
    public void Every_text_that_is_nearly_right_is_refused()
    {
        var rows = SampleTable.Rows(SamplesFactAttribute.Path("processdata", "invalid.csv")).ToList();

        Assert.Equal(17, rows.Count);
        Assert.All(rows, row =>
        {
            var text = SampleTable.Unescape(row[1]);
            Assert.False(KassenbelegV1.TryRead(text, out _), row[0]);
            Assert.False(BestellungV1.TryRead(text, out _), row[0]);
        });
    }

    private static string Receipt(string[] row)
    {
        var sums = row[5].Split('|').Select(Amount).ToArray();
        var written = KassenbelegV1.Write(
            Enum.Parse<ReceiptType>(row[4]),
            new VatSums(sums[0], sums[1], sums[2], sums[3], sums[4]),
            [.. row[6].Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(Payment)]);
        Assert.True(KassenbelegV1.TryRead(written, out var read));
        return KassenbelegV1.Write(read.Type, read.Sums, read.Payments);
    }

    private static string Order(string expected)
    {
        Assert.True(BestellungV1.TryRead(expected, out var read));
        return BestellungV1.Write(read.Items);
    }

    private static TenderAmount Payment(string text)
    {
        var parts = text.Split(' ');
        return new TenderAmount(
            Enum.Parse<Tender>(parts[1]), Amount(parts[0]), parts.Length == 3 ? parts[2] : TenderAmount.Euro);
    }

    private static Money Amount(string text) =>
        KassenbelegV1.Truncate(decimal.Parse(text, CultureInfo.InvariantCulture));
}
