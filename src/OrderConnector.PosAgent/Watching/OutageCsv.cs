using System.Globalization;
using CsvHelper;

namespace OrderConnector.PosAgent.Watching;

/// <summary>
/// The failure log as CSV (RFC 4180, UTF-8): a head line, a row each, times as ISO 8601 in UTC. A text that a
/// spreadsheet would take for a formula has a ' before it.
/// </summary>
internal sealed class OutageCsv : IDisposable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] s_head =
    [
        "kind", "tss", "outage", "begin", "end", "code", "reason", "firstCashRegister", "firstReceipt",
        "lastCashRegister", "lastReceipt", "unsignedSales", "closedBy", "closing",
    ];

    private readonly CsvWriter _csv;

    /// <summary>Writes the head line.</summary>
    /// <param name="stream">Where to; stays open.</param>
    internal OutageCsv(Stream stream)
    {
        _csv = CsvWriter.Create(
            stream, CsvWriterOptions.Default with { Injection = CsvInjection.Escape }, leaveOpen: true);
        _csv.WriteHeader(s_head);
    }

    /// <summary>Writes a row.</summary>
    internal void Write(OutageRow row) => _csv.WriteRecord(
    [
        NameOf(row.Kind), row.Tss, row.Id, Time(row.BeganAt), Time(row.EndedAt), row.Code, row.Reason,
        row.First?.CashRegisterId, Number(row.First?.Number), row.Last?.CashRegisterId, Number(row.Last?.Number),
        Number(row.UnsignedSales), row.ClosedBy, row.Closing,
    ]);

    /// <summary>"outage", or "single".</summary>
    internal static string NameOf(OutageKind kind) => kind switch
    {
        OutageKind.Outage => "outage",
        OutageKind.Single => "single",
    };

    /// <inheritdoc />
    public void Dispose() => _csv.Dispose();

    private static string? Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
