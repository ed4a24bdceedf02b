using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace OrderConnector.Core.Documents;

/// <summary>Opens a body: UTF-8, JSON and nothing behind it, nested at most <see cref="MaxDepth"/> levels.</summary>
internal static class JsonRoot
{
    /// <summary>How deep a body may be nested.</summary>
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = MaxDepth };

    /// <summary>The document, or null and one fault. It lives on the bytes given: keep them unchanged.</summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> utf8, Faults faults)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            faults.Add(DocumentFaults.Utf8Invalid());
            return null;
        }

        try
        {
            return JsonDocument.Parse(utf8, s_options);
        }
        catch (JsonException fault)
        {
            faults.Add(IsTooDeep(utf8.Span)
                ? DocumentFaults.JsonTooDeep(MaxDepth)
                : DocumentFaults.JsonMalformed(fault.LineNumber ?? 0, fault.BytePositionInLine ?? 0));
            return null;
        }
    }

    /// <summary>Whether an element that somebody else opened is good UTF-8; adds the fault where it is not.</summary>
    public static bool IsUtf8(JsonElement root, Faults faults)
    {
        if (root.ValueKind == JsonValueKind.Undefined || Utf8.IsValid(JsonMarshal.GetRawUtf8Value(root)))
        {
            return true;
        }

        faults.Add(DocumentFaults.Utf8Invalid());
        return false;
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
}
