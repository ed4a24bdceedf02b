using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Tests.Emergencies;

public sealed class ReadingAListOfReceipts
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("100;K-1;22,55;20.11.2026", "100", "K-1", 2255L, "2026-11-20")]
    [InlineData("100;K-1", "100", "K-1", null, null)]
    [InlineData("100,K-1,22.55", "100", "K-1", 2255L, null)]
    [InlineData("100,K-1,\"22,55\"", "100", "K-1", 2255L, null)]
    [InlineData("100\tK-1\t1.022,55 €\t2026-11-20", "100", "K-1", 102255L, "2026-11-20")]
    [InlineData("Bestellung;Kassenbon\n100;K-1", "100", "K-1", null, null)]
    [InlineData("order,receipt,total\r\n100,K-1,5", "100", "K-1", 500L, null)]
    [InlineData("\n\n  B 17 ; K 1 ;;  \n", "B 17", "K 1", null, null)]
    [InlineData("\uFEFF100;K-1", "100", "K-1", null, null)]
    public void A_line_is_read_however_the_till_writes_it(
        string text, string key, string receipt, long? cents, string? day)
    {
        var (lines, faults) = ReceiptList.Read(text);

        Assert.Empty(faults);
        var line = Assert.Single(lines);
        Assert.Equal(
            (key, receipt, cents, day is null ? null : DateOnly.Parse(day, null)),
            (line.Key, line.Receipt, line.TotalCents, line.Date));
    }

    [Theory]
    [InlineData("100;", "1 receipt")]
    [InlineData(";K-1", "1 slip")]
    [InlineData("100;K-1;much", "1 amount")]
    [InlineData("100;K-1;22,5", "1 amount")]
    [InlineData("100;K-1;-5,00", "1 amount")]
    [InlineData("100;K-1;1.02,55", "1 amount")]
    [InlineData("100;K-1;999999999,00", "1 amount")]
    [InlineData("100;K-1;5,00;31.02.2026", "1 day")]
    [InlineData("100,K-1,22,55", "1 day")]
    [InlineData("100;K-1;5,00;20.11.2026;more", "1 columns")]
    [InlineData("100;K-1\n;;x\n101;K-2;x", "2 slip,2 receipt,2 amount,3 amount")]
    [InlineData("order;receipt\n\n101;", "3 receipt")]
    [InlineData("", "0 empty")]
    [InlineData("order;receipt", "0 empty")]
    public void Every_fault_is_named_with_its_line(string text, string faults) => Assert.Equal(
        faults.Split(','),
        ReceiptList.Read(text).Faults.Select(fault => $"{fault.Line} {Word(fault.Text)}"));

    [Fact]
    public void A_list_has_its_bounds()
    {
        var most = string.Join('\n', Enumerable.Range(1, MatchRequest.MostOrders).Select(i => $"{i};K{i}"));

        Assert.Empty(ReceiptList.Read(most).Faults);
        Assert.Equal(0, Assert.Single(ReceiptList.Read(most + "\n9999;K").Faults).Line);
        Assert.Single(ReceiptList.Read(new string('x', ReceiptList.MostCharacters + 1)).Faults);
        Assert.Single(ReceiptList.Read("\"" + new string('x', 5000) + "\n1;2").Faults.DistinctBy(fault => fault.Line));
    }

    [Fact]
    public void A_line_means_an_order_by_its_number_or_its_slip()
    {
        var (orders, faults) = Plan("101;K-1\nb 7;K-2;9,91", Flag(100, "B 7"), Flag(101, "B 8"));

        Assert.Empty(faults);
        Assert.Equal([(101L, false), (100L, true)], orders.Select(order => (order.Flag.Number, order.Differs)));
    }

    [Fact]
    public void What_means_no_order_several_or_one_twice_is_a_fault()
    {
        var (orders, faults) = Plan(
            "99;K-1\nB 7;K-2\n100;K-3\n100;K-4\n101;K-5", Flag(100, "B 7"), Flag(101, "B 7"), Flag(102, "101"));

        Assert.Equal([100L], orders.Select(order => order.Flag.Number));
        Assert.Equal([1, 2, 4, 5], faults.Select(fault => fault.Line));
        Assert.Contains("“99”", faults[0].Text[Language.English], StringComparison.Ordinal);
        Assert.Contains("line 3", faults[2].Text[Language.English], StringComparison.Ordinal);
    }

    private static (IReadOnlyList<ReceiptForOrder> Orders, IReadOnlyList<LineFault> Faults) Plan(
        string text, params OrderFlag[] flags) => ReceiptImport.Plan(ReceiptList.Read(text).Lines, flags);

    private static OrderFlag Flag(long number, string slip) => new(
        number, OrderId.Derive("webshop", slip + number), number, "b", "webshop", "x", 990, s_noon, SlipKind.PaperSlip,
        slip, new Deed(s_noon, "user:m", "r"), null, []);

    private static string Word(Text text) => new[] { "slip", "receipt", "amount", "day", "columns", "empty" }
        .Last(word => text[Language.English].Contains(word, StringComparison.Ordinal));
}
