using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Auditing;

/// <summary>
/// Entries of the audit log as CSV (RFC 4180), written while they are read: UTF-8 with a byte order mark, by which
/// Excel knows it; the separator that Excel expects where the language is at home; times as RFC 3339 in UTC. A text
/// that a spreadsheet would take for a formula has a ' before it.
/// </summary>
/// <param name="language">The reader's.</param>
/// <param name="entries">What to write.</param>
public sealed class AuditCsv(Language language, IAsyncEnumerable<AuditEntry> entries) : IResult
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] s_head =
        ["sequence", "at", "actor", "action", "subject", "branch", "reason", "details", "hash"];

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        var aborted = httpContext.RequestAborted;
        await using var csv = CsvWriter.Create(
            response.Body,
            CsvWriterOptions.Default with
            {
                Separator = SeparatorOf(language),
                Injection = CsvInjection.Escape,
                WriteByteOrderMark = true,
            },
            leaveOpen: true);
        await csv.WriteRecordAsync(s_head, aborted);
        await foreach (var entry in entries)
        {
            var act = entry.Act;
            await csv.WriteRecordAsync(
                [
                    entry.Sequence.ToString(CultureInfo.InvariantCulture),
                    act.At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
                    act.Actor, act.Action, act.Subject, act.BranchId, act.Reason, AuditDetails.Of(act), entry.Hash,
                ],
                aborted);
        }

        await csv.FlushAsync(aborted);
    }

    private static char SeparatorOf(Language language) => language switch
    {
        Language.German => ';',
        Language.English => ',',
    };
}
