using System.Text.Json;

namespace OrderConnector.Functions.Storing;

/// <summary>How a list of ids stands in the store: a JSON array.</summary>
internal static class StoredList
{
    /// <summary>["berlin-mitte","hamburg"].</summary>
    public static string ToJson(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);

    /// <summary>The list again.</summary>
    public static string[] FromJson(string json) => JsonSerializer.Deserialize<string[]>(json) ?? [];
}
