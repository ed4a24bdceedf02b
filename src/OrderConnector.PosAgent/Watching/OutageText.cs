using System.Globalization;
using OrderConnector.PosAgent.Releasing;

namespace OrderConnector.PosAgent.Watching;

/// <summary>The failure log for people: a line per row, times as a German clock shows them.</summary>
internal static class OutageText
{
    /// <summary>The head line. Widths are fixed: rows are printed as they are found.</summary>
    internal static string Head { get; } = Line(
        "KIND", "TSS", "BEGIN", "END", "UNSIGNED", "FIRST RECEIPT", "LAST RECEIPT", "CLOSED BY", "REASON");

    /// <summary>One row.</summary>
    internal static string Write(OutageRow row) => Line(
        OutageCsv.NameOf(row.Kind),
        row.Tss,
        OrderTable.Time(row.BeganAt),
        row.EndedAt is { } ended ? OrderTable.Time(ended) : "still open",
        row.UnsignedSales.ToString(CultureInfo.InvariantCulture),
        Receipt(row.First),
        Receipt(row.Last),
        row.ClosedBy ?? "-",
        $"{row.Code}: {row.Reason}{(row.Closing is { } closing ? $" (closed: {closing})" : "")}");

    private static string Line(
        string kind, string tss, string begin, string end, string sales, string first, string last, string closedBy,
        string reason) =>
        $"{kind,-6}  {tss,-12}  {begin,-19}  {end,-19}  {sales,8}  {first,-16}  {last,-16}  {closedBy,-12}  {reason}\n";

    private static string Receipt(ReceiptMark? receipt) => receipt is null
        ? "-"
        : FormattableString.Invariant($"{receipt.CashRegisterId}/{receipt.Number}");
}
