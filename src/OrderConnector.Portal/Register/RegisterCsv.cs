using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Register;

/// <summary>
/// Numbers of the register as CSV (RFC 4180), written while they are read: UTF-8 with a byte order mark, by which Excel
/// knows it; the separator that Excel expects where the language is at home; times as RFC 3339 in UTC. A text that a
/// spreadsheet would take for a formula has a ' before it.
/// </summary>
/// <param name="name">For the file's name: a–z, 0–9 and "-".</param>
/// <param name="language">The reader's.</param>
/// <param name="numbers">What to write.</param>
public sealed class RegisterCsv(string name, Language language, IAsyncEnumerable<NumberFate> numbers) : IResult
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly Text[] s_head =
    [
        RegisterTexts.Number, RegisterTexts.FateCode, RegisterTexts.FateName, RegisterTexts.At, RegisterTexts.Reason,
        RegisterTexts.Who, RegisterTexts.OrderId,
    ];

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"register-{name}.csv\"";
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
        await csv.WriteRecordAsync([.. s_head.Select(text => text[language])], aborted);
        await foreach (var number in numbers)
        {
            await csv.WriteRecordAsync(
                [
                    number.Number.ToString(CultureInfo.InvariantCulture), number.Fate,
                    FateTexts.Of(number.Fate)[language],
                    number.At?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), number.Reason,
                    number.Actor, number.OrderId,
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
