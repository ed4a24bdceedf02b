using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Forms;

/// <summary>Reads what was typed into a form and notes what is wrong with it.</summary>
/// <param name="form">The form.</param>
/// <param name="faults">Where faults are noted.</param>
public sealed class FormReader(IFormCollection form, Faults faults)
{
    /// <summary>The longest reason.</summary>
    public const int ReasonLength = 300;

    /// <summary>The longest id.</summary>
    public const int IdLength = 60;

    /// <summary>The faults so far.</summary>
    public Faults Faults => faults;

    /// <summary>A field as it was typed, without blanks around it; "" where it is not there.</summary>
    public string Typed(string field) => form[field].ToString().Trim();

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> All(string field) =>
        [.. form[field].Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!.Trim())];

    /// <summary>A text that may be left out: null then.</summary>
    public string? Optional(string field, int longest)
    {
        var text = Typed(field);
        faults.Unless(text.Length <= longest, field, Filled(FormTexts.TooLong, longest));
        faults.Unless(!text.Any(char.IsControl), field, s_control);
        return text.Length == 0 ? null : text;
    }

    /// <summary>A text that must be there; "" where it is not.</summary>
    public string Required(string field, int longest, Text? missing = null)
    {
        faults.Unless(Typed(field).Length > 0, field, missing ?? FormTexts.Missing);
        return Optional(field, longest) ?? "";
    }

    /// <summary>Why a person does it.</summary>
    public string Reason() => Required("reason", ReasonLength, FormTexts.ReasonMissing);

    /// <summary>An id that people choose: 1 to 60 of a-z, 0-9 and "-".</summary>
    public string Id(string field)
    {
        var id = Typed(field);
        faults.Unless(IsId(id), field, FormTexts.IdFault);
        return id;
    }

    /// <summary>A whole number within bounds; the least where it is none.</summary>
    public long Number(string field, long least, long most)
    {
        var isNumber = long.TryParse(Typed(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most;
        faults.Unless(isNumber, field, Filled(FormTexts.NumberFault, least, most));
        return isNumber ? number : least;
    }

    /// <summary>A time after which something is late, "90s", "5m", "2h"; null where the field is left empty.</summary>
    public TimeSpan? Deadline(string field)
    {
        var span = DeadlineText.Read(Typed(field));
        faults.Unless(span is not null || Typed(field).Length == 0, field, s_deadline);
        return span;
    }

    /// <summary>Whether a text may be an id.</summary>
    public static bool IsId(string text) =>
        text is { Length: > 0 and <= IdLength }
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>A text with its gaps filled in each language.</summary>
    public static Text Filled(Text text, params object[] values) => new(
        string.Format(CultureInfo.InvariantCulture, text.German, values),
        string.Format(CultureInfo.InvariantCulture, text.English, values));

    private static readonly Text s_deadline = Filled(
        new Text(
            "Eine Zeit von {0} bis {1}, zum Beispiel 90s, 5m oder 2h.",
            "A time from {0} to {1}, for example 90s, 5m or 2h."),
        DeadlineText.Show(DeadlineRules.Least), DeadlineText.Show(DeadlineRules.Most));

    private static readonly Text s_control = new(
        "Enthält unsichtbare Zeichen.", "Holds characters that cannot be seen.");
}
