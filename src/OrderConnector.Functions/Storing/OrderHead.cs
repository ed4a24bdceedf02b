using System.Text.Json;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>The columns a list is made of, as Dapper fills them; the document only where it is needed.</summary>
internal sealed class OrderHead
{
    public long Row { get; set; }

    public byte[] Id { get; set; } = [];

    public long Number { get; set; }

    public string BranchId { get; set; } = "";

    public string Channel { get; set; } = "";

    public string ExternalId { get; set; } = "";

    public long TotalCents { get; set; }

    public string State { get; set; } = "";

    public long StateSince { get; set; }

    public long CreatedAt { get; set; }

    public long? DueAt { get; set; }

    public bool Waiting { get; set; }

    public string? ChannelKind { get; set; }

    public long? OverdueAfter { get; set; }

    public byte[]? Payload { get; set; }

    /// <summary>The row as pages know it.</summary>
    public OrderRow ToRow() => new(
        Row, OrderRecord.IdOf(Id), Number, BranchId, Channel, ExternalId, TotalCents, OrderRecord.StateOf(State),
        StoredTime.FromStored(StateSince), StoredTime.FromStored(CreatedAt), StoredTime.FromStored(DueAt), Waiting,
        ChannelKind ?? "", WatchedBranchRecord.Span(OverdueAfter), Payload is null ? null : CustomerOf(Payload));

    /// <summary>The customer's name in a document that was checked when it was taken; null where it has none.</summary>
    public static string? CustomerOf(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        json.Read();
        return Enter(ref json, "customer"u8) && Enter(ref json, "name"u8) && json.TokenType == JsonTokenType.String
            ? json.GetString()
            : null;
    }

    // On the value of a member of the object it stands on; false where that is no object, or has no such member.
    private static bool Enter(ref Utf8JsonReader json, ReadOnlySpan<byte> member)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals(member);
            json.Read();
            if (isIt)
            {
                return true;
            }

            json.Skip();
        }

        return false;
    }
}
