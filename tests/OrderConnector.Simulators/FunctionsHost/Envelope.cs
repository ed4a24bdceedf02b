using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>The bodies of the host's own calls, with every string encoded twice.</summary>
public static class Envelope
{
    /// <summary>A timer has fired.</summary>
    /// <param name="binding">The name of its binding.</param>
    /// <param name="now">When.</param>
    /// <param name="monitored">Whether the host keeps the schedule's status.</param>
    /// <param name="pastDue">Whether this run makes up for one that was missed.</param>
    public static JsonObject Timer(string binding, DateTimeOffset now, bool monitored = true, bool pastDue = false) =>
        new()
        {
            ["Data"] = new JsonObject
            {
                [binding] = new JsonObject
                {
                    ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
                    ["ScheduleStatus"] = monitored
                        ? new JsonObject
                        {
                            ["Last"] = Time(now.AddMinutes(-1)), ["LastUpdated"] = Time(now), ["Next"] = Time(now.AddMinutes(1)),
                        }
                        : null,
                    ["IsPastDue"] = pastDue,
                },
            },
            ["Metadata"] = new JsonObject { ["sys"] = Sys(now) },
        };

    /// <summary>A queue message has come.</summary>
    /// <param name="binding">The name of the binding.</param>
    /// <param name="message">The message.</param>
    /// <param name="now">When.</param>
    public static JsonObject Queue(string binding, TriggerMessage message, DateTimeOffset now)
    {
        var metadata = new JsonObject
        {
            ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
            ["Id"] = JsonSerializer.Serialize(message.Id),
            ["PopReceipt"] = JsonSerializer.Serialize(message.Id + "-receipt"),
            ["InsertionTime"] = Time(message.InsertedAt),
            ["NextVisibleTime"] = Time(now.AddMinutes(10)),
            ["ExpirationTime"] = Time(message.InsertedAt.AddDays(7)),
            ["sys"] = Sys(now),
        };
        // As the host does it: a message's own members overwrite what the queue said about it.
        if (Parse(message.Text) is JsonObject members)
        {
            foreach (var (name, value) in members.Where(member => member.Value is not JsonArray))
            {
                metadata[name] = value?.ToJsonString();
            }
        }

        return new JsonObject
        {
            ["Data"] = new JsonObject { [binding] = JsonSerializer.Serialize(message.Text) },
            ["Metadata"] = metadata,
        };
    }

    /// <summary>The same call under a retry policy.</summary>
    public static JsonObject Retried(this JsonObject envelope, int count)
    {
        envelope["Metadata"]!["RetryContext"] = new JsonObject
        {
            ["RetryCount"] = count, ["MaxRetryCount"] = 3, ["Exception"] = new JsonObject(),
        };
        return envelope;
    }

    private static JsonObject Sys(DateTimeOffset now) => new()
    {
        ["MethodName"] = "fn", ["UtcNow"] = Time(now), ["RandGuid"] = Guid.NewGuid().ToString(),
    };

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Time(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
