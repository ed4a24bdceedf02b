using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Lists;

namespace OrderConnector.Portal.Register;

/// <summary>Numbers of the register as CSV.</summary>
public static class RegisterCsv
{
    private static readonly Text[] s_head =
    [
        RegisterTexts.Number, RegisterTexts.FateCode, RegisterTexts.FateName, RegisterTexts.At, RegisterTexts.Reason,
        RegisterTexts.Who, RegisterTexts.OrderId,
    ];

    /// <summary>The file "register-NAME.csv".</summary>
    /// <param name="name">For the file's name: a–z, 0–9 and "-".</param>
    /// <param name="language">The reader's.</param>
    /// <param name="numbers">What to write.</param>
    public static CsvDownload Of(string name, Language language, IAsyncEnumerable<NumberFate> numbers) => new(
        $"register-{name}", language, [.. s_head.Select(text => text[language])],
        numbers.Select(number => Record(number, language)));

    private static string?[] Record(NumberFate number, Language language) =>
    [
        CsvDownload.Of(number.Number), number.Fate, FateTexts.Of(number.Fate)[language], CsvDownload.Of(number.At),
        number.Reason, number.Actor, number.OrderId,
    ];
}
