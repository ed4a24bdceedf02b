using System.Text.Json;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// What the host sends when a timer or a queue fires: an object with Data and Metadata. Metadata is not read at all:
/// members of a JSON message overwrite it, so whoever may write to the queue could forge it.
/// </summary>
public sealed class Invocation
{
    // The host writes a text as JSON, and that JSON as a text again; some versions only once.
    private const int MostWrappings = 2;

    private readonly JsonElement _data;

    private Invocation(JsonElement data) => _data = data;

    /// <summary>Reads an envelope; null where the bytes are none.</summary>
    public static Invocation? Read(ReadOnlyMemory<byte> envelope)
    {
        if (TryParse(envelope) is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (member.Name.Equals("Data", StringComparison.OrdinalIgnoreCase)
                && member.Value.ValueKind == JsonValueKind.Object)
            {
                return new Invocation(member.Value);
            }
        }

        return null;
    }

    /// <summary>The message of a binding; null where the envelope has none of that name.</summary>
    public InvocationMessage? Find(string binding)
    {
        if (!_data.TryGetProperty(binding, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return new InvocationMessage(value.GetRawText(), value);
        }

        var text = value.GetString()!;
        for (var i = 0; i < MostWrappings && TryParse(text) is { ValueKind: JsonValueKind.String } inner; i++)
        {
            text = inner.GetString()!;
        }

        return new InvocationMessage(text, TryParse(text));
    }

    private static JsonElement? TryParse(string text) => TryParse(System.Text.Encoding.UTF8.GetBytes(text));

    private static JsonElement? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A message as it was sent.</summary>
/// <param name="Text">The message.</param>
/// <param name="Json">The same as JSON; null where it is none.</param>
public sealed record InvocationMessage(string Text, JsonElement? Json);
