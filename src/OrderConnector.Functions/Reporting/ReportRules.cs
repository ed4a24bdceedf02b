using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Reporting;

/// <summary>
/// What a report must look like before it is stored. A kind this version does not know is kept as it came: a newer
/// agent must not be stopped by an older cloud.
/// </summary>
public static class ReportRules
{
    /// <summary>The most reports in one call.</summary>
    public const int MaxReports = 500;

    /// <summary>Every fault of a batch.</summary>
    public static IReadOnlyList<Rejection> Check(ReportsRequest request)
    {
        List<Rejection> faults = [];
        if (!IsHex(request.JournalId, 32))
        {
            faults.Add(new("/journalId", "hex-malformed", "32 lower-case hex digits."));
        }

        if (request.Reports is not { Count: > 0 and <= MaxReports } reports)
        {
            faults.Add(new("/reports", "reports-out-of-range", "1 to 500 reports."));
            return faults;
        }

        var before = 0L;
        for (var i = 0; i < reports.Count; i++)
        {
            var pointer = "/reports/" + i.ToString(CultureInfo.InvariantCulture);
            if (reports[i] is not { } report)
            {
                faults.Add(new(pointer, "report-missing", "A report is expected."));
                continue;
            }

            if (report.Sequence <= before)
            {
                faults.Add(new(pointer + "/sequence", "sequence-not-ascending", "Sequences ascend from 1."));
            }

            before = report.Sequence;
            Check(faults, pointer, report);
        }

        return faults;
    }

    private static void Check(List<Rejection> faults, string pointer, Report report)
    {
        if (!IsHex(report.EntryHash, 64))
        {
            faults.Add(new(pointer + "/entryHash", "hex-malformed", "64 lower-case hex digits."));
        }

        if (report.Kind is not { Length: > 0 and <= 40 })
        {
            faults.Add(new(pointer + "/kind", "kind-malformed", "1 to 40 characters."));
            return;
        }

        var ofOrder = report.Kind is "waiting" or "released" or "rejected" or "signed" or "unsigned" or "issued"
            or "handedOver" or "setAside" or "voidAsked";
        if (ofOrder ? !OrderId.TryParse(report.OrderId, out _) : report.OrderId is not null and not { Length: 32 })
        {
            faults.Add(new(pointer + "/orderId", "order-id-malformed", "32 lower-case hex digits."));
        }

        if (!CarriesItsData(report))
        {
            faults.Add(new(pointer + "/data", "data-malformed", $"Not what \"{Shown(report.Kind)}\" carries."));
        }
    }

    private static bool CarriesItsData(Report report) => report.Kind switch
    {
        "signed" or "unsigned" => Reads<FiscalSummary>(report.Data) is { } fiscal
            && fiscal.Status == report.Kind
            && fiscal is { EasSerialNumber.Length: > 0, ProcessType.Length: > 0, ProcessData: not null }
            && (fiscal.Status == "unsigned" ? fiscal.Reason is { Length: > 0 } : fiscal.Signature is { Length: > 0 }),
        "issued" => Reads<IssuedReceipt>(report.Data) is { ReceiptId.Length: > 0, Kind.Length: > 0, Text.Length: > 0 },
        "rejected" or "setAside" or "voidAsked" => Reads<ReportNote>(report.Data) is { Reason.Length: > 0 },
        "waiting" or "released" or "handedOver" => Reads<ReportNote>(report.Data) is not null,
        "health" => Reads<HealthReport>(report.Data)
            is { Tss: "ok" or "outage" or "unknown", Version: not null, Warnings: var warnings }
            && (warnings is null
                || (warnings.Count is > 0 and <= HealthReport.MostWarnings && !warnings.Any(string.IsNullOrEmpty))),
        "outageBegan" => Reads<OutageData>(report.Data) is { Code.Length: > 0, Detail: not null },
        "outageEnded" => Reads<OutageEndedData>(report.Data) is { Detail: not null } ended && ended.BeganAt != default,
        _ => report.Data.ValueKind == JsonValueKind.Object,
    };

    private static T? Reads<T>(JsonElement data)
        where T : class
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        try
        {
            return data.Deserialize<T>(WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsHex(string? text, int digits) =>
        text is not null && text.Length == digits && text.All(char.IsAsciiHexDigitLower);

    private static string Shown(string kind) => kind.All(char.IsAsciiLetter) ? kind : "this kind";
}
