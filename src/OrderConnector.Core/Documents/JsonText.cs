using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrderConnector.Core.Documents;

/// <summary>
/// The UTF-8 content of JSON texts, without exceptions: the framework throws on an escaped half surrogate, and a hostile
/// body may hold thousands of them.
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

    /// <summary>Whether a member has this name; a name that is no Unicode text is nobody's.</summary>
    public static bool IsNamed(JsonProperty member, ReadOnlySpan<byte> name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? HasWholePairs(raw) && member.NameEquals(name) : raw.SequenceEqual(name);
    }

    private static bool HasWholePairs(ReadOnlySpan<byte> raw)
    {
        var wantsLow = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var unit = 0;
            if (raw[i] == '\\' && raw[++i] == 'u')
            {
                unit = Convert.ToInt32(Encoding.ASCII.GetString(raw.Slice(i + 1, 4)), 16);
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
