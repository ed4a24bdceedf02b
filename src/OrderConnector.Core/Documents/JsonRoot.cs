using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace OrderConnector.Core.Documents;

/// <summary>
/// Opens a body: UTF-8, JSON and nothing behind it, nested at most <see cref="MaxDepth"/> levels, and of the kind every
/// reader understands alike (I-JSON, RFC 7493): no half surrogates, no member twice. That holds for members we ignore
/// too, because documents are stored and handed on as they came, and must not stop whoever reads them later.
/// </summary>
internal static class JsonRoot
{
    /// <summary>How deep a body may be nested.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions s_lenient = new() { MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions s_strict = s_lenient with { AllowDuplicateProperties = false };

    /// <summary>
    /// The document, or null and one fault; duplicate members are faults besides a document. It lives on the bytes
    /// given: keep them unchanged.
    /// </summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> utf8, Faults faults)
    {
        if (!IsUnicode(utf8.Span, faults))
        {
            return null;
        }

        if (TryParse(utf8, s_strict, new Faults()) is { } sound)
        {
            return sound;
        }

        var repeating = TryParse(utf8, s_lenient, faults);
        if (repeating is not null)
        {
            DuplicateMembers.Find(repeating.RootElement, Place.Root, faults);
        }

        return repeating;
    }

    /// <summary>
    /// Whether an element that somebody else opened can be read at all; duplicate members are faults besides.
    /// </summary>
    public static bool IsReadable(JsonElement root, Faults faults)
    {
        if (root.ValueKind == JsonValueKind.Undefined)
        {
            return true;
        }

        if (!IsUnicode(JsonMarshal.GetRawUtf8Value(root), faults))
        {
            return false;
        }

        DuplicateMembers.Find(root, Place.Root, faults);
        return true;
    }

    private static bool IsUnicode(ReadOnlySpan<byte> json, Faults faults)
    {
        if (!Utf8.IsValid(json))
        {
            faults.Add(DocumentFaults.Utf8Invalid());
            return false;
        }

        if (!HasWholePairs(json))
        {
            faults.Add(DocumentFaults.TextNotUnicode());
            return false;
        }

        return true;
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> utf8, JsonDocumentOptions options, Faults faults)
    {
        try
        {
            return JsonDocument.Parse(utf8, options);
        }
        catch (JsonException error)
        {
            faults.Add(IsTooDeep(utf8.Span)
                ? DocumentFaults.JsonTooDeep(MaxDepth)
                : DocumentFaults.JsonMalformed(error.LineNumber ?? 0, error.BytePositionInLine ?? 0));
            return null;
        }
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = utf8.Length + 1 });
        var tooDeep = false;
        try
        {
            while (!tooDeep && reader.Read())
            {
                tooDeep = reader.CurrentDepth >= MaxDepth
                    && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject;
            }
        }
        catch (JsonException)
        {
            // Malformed before it became too deep.
        }

        return tooDeep;
    }

    /// <summary>
    /// Whether every escaped surrogate stands in a pair. Backslashes are found inside texts only, and texts end at a
    /// quote: so one pass over the whole document sees no pair where there is none. Comes before parsing, because the
    /// parser throws what it does not document when a name holds half a pair.
    /// </summary>
    private static bool HasWholePairs(ReadOnlySpan<byte> json)
    {
        var wantsLow = false;
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i < json.Length; i++)
        {
            var unit = json[i] == '\\' ? EscapedUnit(json, ref i) : '\0';
            if (char.IsLowSurrogate(unit) != wantsLow)
            {
                return false;
            }

            wantsLow = char.IsHighSurrogate(unit);
        }

        return true;
    }

    private static char EscapedUnit(ReadOnlySpan<byte> json, ref int at)
    {
        at++;
        if (at + 4 >= json.Length || json[at] != 'u'
            || !ushort.TryParse(
                json.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            // Another escape, or none: the parser will say.
            return '\0';
        }

        at += 4;
        return (char)unit;
    }
}
