using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrderConnector.Core.Documents;

/// <summary>
/// The UTF-8 content of JSON texts, without exceptions: the framework throws on an escaped half surrogate, and a
/// hostile body may hold thousands of them.
/// </summary>
internal static class JsonText
{
    /// <summary>What stands between the quotes, unescaped; false where it holds half of a surrogate pair.</summary>
    public static bool TryRead(JsonElement text, out ReadOnlySpan<byte> utf8)
    {
        utf8 = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (!utf8.Contains((byte)'\\'))
        {
            return true;
        }

        if (!HasWholePairs(utf8))
        {
            return false;
        }

        utf8 = Encoding.UTF8.GetBytes(text.GetString()!);
        return true;
    }

    /// <summary>A member's name; false where it is no Unicode text, and so nobody's.</summary>
    public static bool TryReadName(JsonProperty member, out ReadOnlySpan<byte> utf8)
    {
        utf8 = JsonMarshal.GetRawUtf8PropertyName(member);
        if (!utf8.Contains((byte)'\\'))
        {
            return true;
        }

        if (!HasWholePairs(utf8))
        {
            return false;
        }

        utf8 = Encoding.UTF8.GetBytes(member.Name);
        return true;
    }

    private static bool HasWholePairs(ReadOnlySpan<byte> raw)
    {
        var wantsLow = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var unit = 0;
            if (raw[i] == '\\' && raw[++i] == 'u')
            {
                unit = ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                i += 4;
            }

            if (char.IsLowSurrogate((char)unit) != wantsLow)
            {
                return false;
            }

            wantsLow = char.IsHighSurrogate((char)unit);
        }

        return !wantsLow;
    }
}
