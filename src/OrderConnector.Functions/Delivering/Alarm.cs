using System.Text.Json;

namespace OrderConnector.Functions.Delivering;

/// <summary>
/// A message that lies hidden in a queue until something is due, and then calls a function: an alarm clock for a cloud
/// that has no timers of its own. It names no order; what is due, the store knows.
/// </summary>
/// <param name="Kind">What may be due.</param>
/// <param name="At">When.</param>
public sealed record Alarm(AlarmKind Kind, DateTimeOffset At)
{
    /// <summary>The app setting that names the queue, for the host's function.json and for this process.</summary>
    public const string QueueSetting = "ALARM_QUEUE";

    /// <summary>The message: an object, with member names that the host's metadata does not have.</summary>
    public string Write() => JsonSerializer.Serialize(new { alarm = Name(Kind), due = At.UtcDateTime });

    /// <summary>Reads a message; null where it is no alarm that this version knows.</summary>
    public static Alarm? Read(JsonElement? message) =>
        message is { ValueKind: JsonValueKind.Object } json
        && json.TryGetProperty("alarm", out var name) && Kinds(name) is { } kind
        && json.TryGetProperty("due", out var due) && due.ValueKind == JsonValueKind.String
        && due.TryGetDateTimeOffset(out var at)
            ? new Alarm(kind, at)
            : null;

    private static AlarmKind? Kinds(JsonElement name) =>
        Enum.GetValues<AlarmKind>().Cast<AlarmKind?>().FirstOrDefault(
            kind => name.ValueKind == JsonValueKind.String && name.GetString() == Name(kind!.Value));

    private static string Name(AlarmKind kind) => kind switch
    {
        AlarmKind.PaymentDeadline => "paymentDeadline",
    };
}

/// <summary>What an alarm is set for.</summary>
public enum AlarmKind
{
    /// <summary>The time is up in which a reserved number waits for its payment.</summary>
    PaymentDeadline,
}
