using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>What a person may have typed to find one order: each meaning is one look at an index.</summary>
internal static class OrderSearch
{
    /// <summary>The number it may be.</summary>
    public static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The ids it may stand for: our own, and what each channel's order of that id would have.</summary>
    public static IEnumerable<OrderId> Ids(string text, IEnumerable<string> channels, OrderIdForm form) =>
        text.Length is 0 or > OrderLimits.ExternalId
            ? []
            : channels.Select(channel => OrderId.Derive(channel, text, form))
                .Concat(OrderId.TryParse(text, out var own) ? [own] : []);

    /// <summary>What was found and may be seen, each once, the newest first.</summary>
    public static IReadOnlyList<OrderRow> Rows(IEnumerable<OrderHead> found, IReadOnlyList<string>? scope) =>
        [
            .. found.Where(head => scope is null || scope.Contains(head.BranchId, StringComparer.Ordinal))
                .DistinctBy(head => head.Row).OrderByDescending(head => head.Row).Select(head => head.ToRow()),
        ];
}
