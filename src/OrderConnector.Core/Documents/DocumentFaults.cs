using System.Globalization;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Documents;

/// <summary>What can be wrong with a document. Codes are stable; details never quote what was sent.</summary>
internal static class DocumentFaults
{
    public static Rejection Utf8Invalid() =>
        new("", "utf8-invalid", "The body must be UTF-8.");

    public static Rejection TextNotUnicode() =>
        new("", "text-not-unicode", "No text or name may contain half of a surrogate pair.");

    public static Rejection JsonMalformed(long line, long position) =>
        new("", "json-malformed", Text($"The body is not JSON: line {line + 1}, byte {position + 1}."));

    public static Rejection JsonTooDeep(int depth) =>
        new("", "json-too-deep", Text($"The body may be nested {depth} levels deep at most."));

    public static Rejection TypeWrong(Place place, string wanted) =>
        new(place.ToString(), "type-wrong", $"Must be {wanted}.");

    public static Rejection MemberMissing(Place place) =>
        new(place.ToString(), "member-missing", "Must be given.");

    public static Rejection MemberDuplicate(Place place) =>
        new(place.ToString(), "member-duplicate", "Must be given only once.");

    public static Rejection TextEmpty(Place place) =>
        new(place.ToString(), "text-empty", "Must not be empty.");

    public static Rejection TextTooLong(Place place, int max) =>
        new(place.ToString(), "text-too-long", Text($"Must have at most {max} characters."));

    public static Rejection TextControlCharacter(Place place) =>
        new(place.ToString(), "text-control-character", "Must not contain control characters.");

    public static Rejection NumberInvalid(Place place) =>
        new(place.ToString(), "number-invalid", "Must be a number such as 9.90, with a point and no other signs.");

    public static Rejection NumberTooManyDecimals(Place place, int decimals) =>
        new(place.ToString(), "number-too-many-decimals", Text($"Must have at most {decimals} decimals."));

    public static Rejection NumberOutOfRange(Place place, decimal min, decimal max) =>
        new(place.ToString(), "number-out-of-range", Text($"Must lie between {min} and {max}."));

    public static Rejection ValueUnknown(Place place, string known) =>
        new(place.ToString(), "value-unknown", $"Must be one of: {known}.");

    public static Rejection TimeInvalid(Place place) =>
        new(place.ToString(), "time-invalid", "Must be a time with offset (RFC 3339): 2026-11-20T12:01:22+01:00.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
