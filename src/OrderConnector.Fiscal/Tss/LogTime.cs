using System.Formats.Asn1;
using System.Globalization;

namespace OrderConnector.Fiscal.Tss;

/// <summary>The time in a log message, in the form its TSS uses (TSE_ZEITFORMAT of DSFinV-K).</summary>
internal static class LogTime
{
    public const string UnixTime = "unixTime";

    private static readonly Asn1Tag s_utcTime = new(UniversalTagNumber.UtcTime);
    private static readonly Asn1Tag s_generalizedTime = new(UniversalTagNumber.GeneralizedTime);

    /// <summary>
    /// Every form this time may have under the name of a format, the usual one first; empty for an unknown name.
    /// Archives show that "utcTime" is often written with seconds in spite of its definition.
    /// </summary>
    public static IReadOnlyList<byte[]> Encodings(string format, DateTimeOffset time) => format switch
    {
        UnixTime => [Integer(time.ToUnixTimeSeconds())],
        "utcTime" => [Text(s_utcTime, time, "yyMMddHHmmss"), Text(s_utcTime, time, "yyMMddHHmm")],
        "utcTimeWithSeconds" => [Text(s_utcTime, time, "yyMMddHHmmss")],
        "generalizedTime" => [Text(s_generalizedTime, time, "yyyyMMddHHmmss")],
        // DER leaves out trailing zeros of the fraction, "…FFF" does so too; some devices write all three digits.
        "generalizedTimeWithMilliseconds" =>
            [Text(s_generalizedTime, time, "yyyyMMddHHmmss.fff"), Text(s_generalizedTime, time, "yyyyMMddHHmmss.FFF")],
        _ => [],
    };

    private static byte[] Integer(long value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteInteger(value);
        return writer.Encode();
    }

    private static byte[] Text(Asn1Tag tag, DateTimeOffset time, string format)
    {
        var text = time.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture) + "Z";
        return [(byte)tag.TagValue, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
    }
}
