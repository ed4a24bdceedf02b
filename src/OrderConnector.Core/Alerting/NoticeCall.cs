using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Alerting;

/// <summary>A notice as the body of a webhook, under 20 kB as Standard Webhooks recommends.</summary>
public static class NoticeCall
{
    private const int MostOrders = 25;

    /// <summary>UTF-8 JSON: type "incident.raised" …, timestamp, data.</summary>
    public static byte[] Write(NoticeView notice)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", $"incident.{notice.Kind.ToWire()}");
            json.WriteString("timestamp", notice.At.UtcDateTime);
            json.WriteStartObject("data");
            json.WriteString("branch", notice.BranchId);
            json.WriteString("branchName", notice.BranchName);
            if (notice.Incident is { } incident)
            {
                Write(json, incident);
            }

            json.WriteString("url", notice.IncidentUrl);
            json.WriteString("acknowledgeUrl", notice.AcknowledgeUrl);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, NoticeIncident incident)
    {
        json.WriteString("incident", incident.Id);
        json.WriteString("kind", incident.Kind.ToWire());
        json.WriteString("openedAt", incident.OpenedAt.UtcDateTime);
        WriteTime(json, "closedAt", incident.ClosedAt);
        WriteTime(json, "since", incident.Since);
        if (incident.Amount is { } amount)
        {
            json.WriteNumber("amount", amount);
        }
        else
        {
            json.WriteNull("amount");
        }

        json.WriteString("acknowledgedBy", incident.AcknowledgedBy);
        json.WriteNumber("count", incident.Count);
        json.WriteStartArray("orders");
        foreach (var order in incident.Orders.Take(MostOrders))
        {
            json.WriteStartObject();
            json.WriteString("id", order.OrderId);
            json.WriteNumber("number", order.Number);
            json.WriteString("externalId", order.ExternalId);
            json.WriteString("channel", order.Channel);
            json.WriteNumber("total", new Money(order.TotalCents).ToEuro());
            json.WriteString("since", order.Since.UtcDateTime);
            json.WriteString("overdueAt", order.OverdueAt.UtcDateTime);
            json.WriteString("outcome", order.Outcome?.ToWire());
            WriteTime(json, "outcomeAt", order.OutcomeAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } at)
        {
            json.WriteString(name, at.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
