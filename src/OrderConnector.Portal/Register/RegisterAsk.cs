using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;

namespace OrderConnector.Portal.Register;

/// <summary>What is asked of the register, as it was typed.</summary>
/// <param name="Branch">The branch; "" for the first one.</param>
/// <param name="From">First number; "" for the range's.</param>
/// <param name="To">Last number; "" for the last one given.</param>
/// <param name="Since">First day, "2026-11-21"; "" for none.</param>
/// <param name="Until">Last day; "" for none.</param>
/// <param name="Fate">The name of a <see cref="FateChoice"/>.</param>
/// <param name="At">Where a page goes on.</param>
public sealed record RegisterAsk(
    string Branch, string From, string To, string Since, string Until, string Fate, string At)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Whether neither number nor day was given: the last numbers are wanted.</summary>
    public bool IsOpen => From.Length == 0 && To.Length == 0 && Since.Length == 0 && Until.Length == 0;

    /// <summary>Reads a query.</summary>
    public static RegisterAsk Read(IQueryCollection query)
    {
        string Typed(string name) => query[name].ToString().Trim();
        return new RegisterAsk(
            Typed("branch"), Typed("from"), Typed("to"), Typed("since"), Typed("until"), Typed("fate"), Typed("at"));
    }

    /// <summary>The address that asks for it.</summary>
    public string AddressOf(string path, long? at = null) => Address.Of(
        path,
        ("branch", Branch), ("from", From), ("to", To), ("since", Since), ("until", Until), ("fate", Fate),
        ("at", at?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What it means; faults are noted.</summary>
    public RegisterBounds Judge(BranchClock clock, Faults faults)
    {
        var bounds = new RegisterBounds(
            NumberOf(From, "from", faults), NumberOf(To, "to", faults), DayOf(Since, "since", clock, faults),
            DayOf(Until, "until", clock, faults)?.AddDays(1), FateChoice.Find(Fate) ?? FateChoice.Every,
            NumberOf(At, "at", faults));
        faults.Unless(FateChoice.Find(Fate) is not null, "fate", FormTexts.Missing);
        faults.Unless(!(bounds.From > bounds.To), "from", RegisterTexts.OrderFault);
        faults.Unless(!(bounds.Since >= bounds.Before), "since", RegisterTexts.OrderFault);
        return bounds;
    }

    private static long? NumberOf(string text, string field, Faults faults)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        faults.Unless(isNumber || text.Length == 0, field, RegisterTexts.NumberFault);
        return isNumber ? number : null;
    }

    // The day begins when the branch's clock says so; where it was put forward at midnight, an hour is no matter.
    private static DateTimeOffset? DayOf(string text, string field, BranchClock clock, Faults faults)
    {
        var isDay = DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        faults.Unless(isDay || text.Length == 0, field, RegisterTexts.DateFault);
        if (!isDay || day.Year is < 2000 or > 9000)
        {
            faults.Unless(!isDay, field, RegisterTexts.DateFault);
            return null;
        }

        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, clock.At(new DateTimeOffset(midnight, TimeSpan.Zero)).Offset);
    }
}

/// <summary>What is asked of the register, as it is meant.</summary>
/// <param name="From">First number.</param>
/// <param name="To">Last number.</param>
/// <param name="Since">Given at this moment or later.</param>
/// <param name="Before">Given before this moment.</param>
/// <param name="Fate">Which fates.</param>
/// <param name="At">Where a page goes on.</param>
public sealed record RegisterBounds(
    long? From, long? To, DateTimeOffset? Since, DateTimeOffset? Before, FateChoice Fate, long? At);
