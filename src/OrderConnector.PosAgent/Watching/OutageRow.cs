using OrderConnector.Core.Vat;

namespace OrderConnector.PosAgent.Watching;

/// <summary>What a row of the failure log tells of.</summary>
public enum OutageKind
{
    /// <summary>A TSS that was out, with all that was sold unsigned because of it.</summary>
    Outage,

    /// <summary>One sale that is unsigned for a reason of its own.</summary>
    Single,
}

/// <summary>A receipt as the till knows it.</summary>
/// <param name="CashRegisterId">Z_KASSE_ID.</param>
/// <param name="Number">BON_NR.</param>
public sealed record ReceiptMark(string CashRegisterId, long Number);

/// <summary>One row of the failure log (AEAO on § 146a AO no. 7.1: begin, end and reason).</summary>
/// <param name="Kind">Outage or single sale.</param>
/// <param name="Tss">Which TSS.</param>
/// <param name="Id">What the sales of the outage name it by; null where a single sale names none.</param>
/// <param name="BeganAt">Since when; of a single sale, when it was sold.</param>
/// <param name="EndedAt">Until when; null while it is open.</param>
/// <param name="Code">Stable name of the reason, kebab-case.</param>
/// <param name="Reason">Plain words.</param>
/// <param name="First">The first receipt concerned; null for none.</param>
/// <param name="Last">The last one.</param>
/// <param name="UnsignedSales">How many.</param>
/// <param name="ClosedBy">"agent", by its probe, or "staff:…"; null while it is open, and of a single sale.</param>
/// <param name="Closing">What showed that the TSS works, or why a person closed it.</param>
public sealed record OutageRow(
    OutageKind Kind, string Tss, string? Id, DateTimeOffset BeganAt, DateTimeOffset? EndedAt, string Code,
    string Reason, ReceiptMark? First, ReceiptMark? Last, long UnsignedSales, string? ClosedBy, string? Closing)
{
    /// <summary>Whether it reaches into a span of German calendar days, both ends in it; null is unbounded.</summary>
    public bool FallsInto(DateOnly? from, DateOnly? to) =>
        (to is not { } last || GermanCalendar.DateOf(BeganAt) <= last)
        && (from is not { } first || EndedAt is not { } ended || GermanCalendar.DateOf(ended) >= first);
}
