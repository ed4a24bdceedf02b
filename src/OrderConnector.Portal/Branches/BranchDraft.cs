using OrderConnector.Core.Texts;
using OrderConnector.Portal.Forms;

namespace OrderConnector.Portal.Branches;

/// <summary>A branch to be added.</summary>
/// <param name="Id">1 to 60 of a–z, 0–9 and "-".</param>
/// <param name="Name">For people.</param>
/// <param name="FirstNumber">First order number.</param>
/// <param name="LastNumber">Last order number.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record BranchDraft(string Id, string Name, long FirstNumber, long LastNumber, string TimeZone)
{
    /// <summary>The greatest order number.</summary>
    public const long MostNumber = 999_999_999_999;

    /// <summary>First number of a branch where none is named.</summary>
    public const long UsualFirst = 40_000_000;

    /// <summary>Last number of a branch where none is named.</summary>
    public const long UsualLast = 49_999_999;

    private const int NameLength = 60;

    /// <summary>Reads the form.</summary>
    public static BranchDraft Read(FormReader form)
    {
        var draft = new BranchDraft(
            form.Id("id"), form.Required("name", NameLength), form.Number("first", 1, MostNumber),
            form.Number("last", 1, MostNumber), ReadTimeZone(form));
        form.Faults.Unless(draft.FirstNumber <= draft.LastNumber, "last", BranchTexts.LastBelowFirst);
        return draft;
    }

    /// <summary>An IANA name of a time zone that this machine knows.</summary>
    public static string ReadTimeZone(FormReader form)
    {
        var zone = form.Required("timeZone", NameLength);
        form.Faults.Unless(TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), "timeZone", BranchTexts.ZoneFault);
        return zone;
    }
}
