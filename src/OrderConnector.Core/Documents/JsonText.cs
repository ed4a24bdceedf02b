using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace OrderConnector.Core.Documents;

/// <summary>
/// The UTF-8 content of JSON texts, unescaped; without a copy where nothing is escaped. Half surrogates, on which the
/// framework throws, have been refused when the document was opened.
/// </summary>
internal static class JsonText
{
    /// <summary>What stands between the quotes of a text.</summary>
    public static ReadOnlySpan<byte> Read(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(text.GetString()!) : raw;
    }

    /// <summary>The name of a member.</summary>
    public static ReadOnlySpan<byte> ReadName(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw;
    }
}
