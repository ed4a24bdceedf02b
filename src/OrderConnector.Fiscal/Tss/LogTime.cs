using System.Formats.Asn1;
using System.Globalization;
using System.Text;

namespace OrderConnector.Fiscal.Tss;

/// <summary>The time in a log message, in the form its TSS uses (TSE_ZEITFORMAT of DSFinV-K).</summary>
public static class LogTime
{
    /// <summary>Seconds since 1970, as INTEGER.</summary>
    public const string UnixTime = "unixTime";

    private const byte IntegerTag = (byte)UniversalTagNumber.Integer;
    private const byte UtcTimeTag = (byte)UniversalTagNumber.UtcTime;
    private const byte GeneralizedTimeTag = (byte)UniversalTagNumber.GeneralizedTime;

    /// <summary>
    /// Every form this time may have under the name of a format, the usual one first; empty for an unknown name.
    /// Archives show that "utcTime" is often written with seconds in spite of its definition.
    /// </summary>
    public static IReadOnlyList<byte[]> Encodings(string format, DateTimeOffset time) => format switch
    {
        UnixTime => [Integer(time.ToUnixTimeSeconds())],
        "utcTime" => [Text(UtcTimeTag, time, "yyMMddHHmmss"), Text(UtcTimeTag, time, "yyMMddHHmm")],
        "utcTimeWithSeconds" => [Text(UtcTimeTag, time, "yyMMddHHmmss")],
        "generalizedTime" => [Text(GeneralizedTimeTag, time, "yyyyMMddHHmmss")],
        // DER leaves out trailing zeros of the fraction, "…FFF" does so too; some devices write all three digits.
        "generalizedTimeWithMilliseconds" =>
        [
            Text(GeneralizedTimeTag, time, "yyyyMMddHHmmss.fff"),
            Text(GeneralizedTimeTag, time, "yyyyMMddHHmmss.FFF"),
        ],
        _ => [],
    };

    /// <summary>Reads an encoded log time; null where it is none.</summary>
    public static DateTimeOffset? Read(byte[] encoded) => encoded switch
    {
        [IntegerTag, ..] => ReadInteger(encoded),
        [UtcTimeTag, _, .. var text] => ReadText(text, "yyMMddHHmmss'Z'", "yyMMddHHmm'Z'"),
        [GeneralizedTimeTag, _, .. var text] => ReadText(text, "yyyyMMddHHmmss'Z'", "yyyyMMddHHmmss.FFF'Z'"),
        _ => null,
    };

    private static byte[] Integer(long value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }

    private static byte[] Text(byte tag, DateTimeOffset time, string format)
    {
        var text = time.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture) + "Z";
        return [tag, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
    }

    private static DateTimeOffset? ReadInteger(byte[] encoded)
    {
        try
        {
            // 253,402,300,800 is the first second of the year 10000.
            return new AsnReader(encoded, AsnEncodingRules.DER).TryReadInt64(out var seconds)
                && seconds is >= 0 and < 253_402_300_800
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static DateTimeOffset? ReadText(byte[] text, params string[] formats) => DateTimeOffset.TryParseExact(
        Encoding.ASCII.GetString(text), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
        out var time)
        ? time
        : null;
}
