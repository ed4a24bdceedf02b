using System.Globalization;
using OrderConnector.Core;
using OrderConnector.Core.Vat;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>Open orders as aligned plain text; times as a German clock shows them.</summary>
public static class OrderTable
{
    private static readonly string[] s_head = ["NUMBER", "CHANNEL", "STATE", "TOTAL", "SINCE", "DUE", "REMARK"];

    /// <summary>One line per order under a head line; a sentence where nothing is open.</summary>
    public static string Write(IReadOnlyList<StaffOrder> orders)
    {
        if (orders.Count == 0)
        {
            return "Nothing is open.\n";
        }

        List<string[]> rows = [s_head, .. orders.Select(Cells)];
        var widths = Enumerable.Range(0, s_head.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return string.Concat(rows.Select(row => Line(row, widths)));
    }

    /// <summary>A moment as a German clock shows it: "20.11.2026 12:01:22".</summary>
    internal static string Time(DateTimeOffset at) =>
        GermanCalendar.TimeOf(at).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string[] Cells(StaffOrder order) =>
    [
        order.Number.ToString(CultureInfo.InvariantCulture),
        order.Channel,
        order.State,
        order.Total is { } euro && Money.TryFromEuro(euro, out var total) ? total.ToString() : "?",
        Time(order.Since),
        order.DueAt is { } due ? Time(due) : "now",
        order.Remark ?? "",
    ];

    private static string Line(string[] cells, List<int> widths)
    {
        var padded = cells.Select((cell, column) => column is 0 or 3
            ? cell.PadLeft(widths[column])
            : cell.PadRight(widths[column]));
        return string.Join("  ", padded).TrimEnd() + "\n";
    }
}
