using System.Text;
using OrderConnector.PosAgent.Watching;

namespace OrderConnector.PosAgent.Tests.Watching;

public sealed class OutageCsvTests
{
    private const string Head =
        "kind,tss,outage,begin,end,code,reason,firstCashRegister,firstReceipt,lastCashRegister,lastReceipt,"
        + "unsignedSales,closedBy,closing\r\n";

    private static readonly OutageRow s_row = new(
        OutageKind.Outage, "tss-1", "1f", new DateTimeOffset(2026, 11, 20, 13, 0, 0, 250, TimeSpan.FromHours(1)),
        new DateTimeOffset(2026, 11, 20, 12, 5, 0, TimeSpan.Zero), "tss-unavailable", "no route, \"TSE\" says\r\nküche",
        new ReceiptMark("OC-1", 1000), new ReceiptMark("OC-2", 1200), 201, "staff:eva", "replaced");

    [Fact]
    public void The_text_is_RFC_4180_with_times_in_UTC() => Assert.Equal(
        Head + "outage,tss-1,1f,2026-11-20T12:00:00.250Z,2026-11-20T12:05:00.000Z,tss-unavailable,"
        + "\"no route, \"\"TSE\"\" says\r\nküche\",OC-1,1000,OC-2,1200,201,staff:eva,replaced\r\n",
        Write(s_row));

    [Fact]
    public void What_is_not_known_is_an_empty_field() => Assert.Equal(
        Head + "single,tss-1,,2026-11-20T12:00:00.250Z,,c,r,,,,,1,,\r\n",
        Write(new OutageRow(
            OutageKind.Single, "tss-1", null, s_row.BeganAt, null, "c", "r", null, null, 1, null, null)));

    [Fact]
    public void Without_rows_there_is_a_head_line() => Assert.Equal(Head, Write());

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49", "\"'+49\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    public void No_text_is_a_formula_to_a_spreadsheet(string text, string field)
    {
        var csv = Write(s_row with { Reason = text, Closing = text, Tss = text });

        Assert.Equal(
            Head + $"outage,{field},1f,2026-11-20T12:00:00.250Z,2026-11-20T12:05:00.000Z,tss-unavailable,{field},"
            + $"OC-1,1000,OC-2,1200,201,staff:eva,{field}\r\n",
            csv);
    }

    private static string Write(params OutageRow[] rows)
    {
        using var stream = new MemoryStream();
        using (var csv = new OutageCsv(stream))
        {
            rows.ToList().ForEach(csv.Write);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
