using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// What the host sends when a timer or a queue fires: an object with Data and Metadata. Nothing is decided by Metadata:
/// members of a JSON message overwrite it, so whoever may write to the queue could forge it.
/// </summary>
public sealed class Invocation
{
    // The host writes a text as JSON, and that JSON as a text again; some versions only once.
    private const int MostWrappings = 2;

    private readonly JsonElement _data;
    private readonly string _queueId;

    private Invocation(JsonElement data, string queueId) => (_data, _queueId) = (data, queueId);

    /// <summary>Reads an envelope; null where the bytes are none.</summary>
    public static Invocation? Read(ReadOnlyMemory<byte> envelope)
    {
        if (TryParse(envelope) is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        return Member(root, "Data") is { ValueKind: JsonValueKind.Object } data
            ? new Invocation(data, QueueId(Member(root, "Metadata")))
            : null;
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

    /// <summary>
    /// Tells one message from another and is the same each time it comes: 32 hex digits of its text and of the id the
    /// queue gave it. A forged id confuses a message with none but its like.
    /// </summary>
    public string Fingerprint(string binding) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{_queueId}\n{Find(binding)?.Text}")))[..32];

    private static string QueueId(JsonElement? metadata) =>
        metadata is { ValueKind: JsonValueKind.Object } members && Member(members, "Id") is { } id
            ? id.GetRawText()
            : "";

    private static JsonElement? Member(JsonElement json, string name)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static JsonElement? TryParse(string text) => TryParse(Encoding.UTF8.GetBytes(text));

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
