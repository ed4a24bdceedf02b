using System.Text.Json;

namespace OrderConnector.Demo.Starting;

/// <summary>Reads members that may be absent.</summary>
internal static class JsonReading
{
    /// <summary>The member's text; null where it is absent or null.</summary>
    internal static string? GetString(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
