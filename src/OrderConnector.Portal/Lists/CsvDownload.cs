using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Lists;

/// <summary>
/// Records as a CSV file (RFC 4180), written while they are read: UTF-8 with a byte order mark, by which Excel knows
/// it; the separator that Excel expects where the language is at home. A text that a spreadsheet would take for a
/// formula has a ' before it.
/// </summary>
/// <param name="name">The file's, without its ending: a–z, 0–9 and "-".</param>
/// <param name="language">The reader's.</param>
/// <param name="head">The names of the columns.</param>
/// <param name="records">What to write, as many fields each as there are columns.</param>
public sealed class CsvDownload(
    string name, Language language, string[] head, IAsyncEnumerable<string?[]> records) : IResult
{
    /// <summary>A moment as RFC 3339 in UTC.</summary>
    public static string? Of(DateTimeOffset? moment) =>
        moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A number that every reader takes for one.</summary>
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        response.Headers.CacheControl = "no-store";
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
        await csv.WriteRecordAsync(head, aborted);
        await foreach (var record in records)
        {
            await csv.WriteRecordAsync(record, aborted);
        }

        await csv.FlushAsync(aborted);
    }

    private static char SeparatorOf(Language language) => language switch
    {
        Language.German => ';',
        Language.English => ',',
    };
}
