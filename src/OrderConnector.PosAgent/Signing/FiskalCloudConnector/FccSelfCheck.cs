using System.Globalization;
using System.Text.Json;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>
/// What the self-check of the connector says. The forms of its members are documented nowhere and some are missing now
/// and then: what cannot be read is left out, for a check that fails because of it would never end an outage.
/// </summary>
/// <param name="Version">Of the connector.</param>
/// <param name="OpenTransactions">All clients.</param>
/// <param name="SignatureCounter">The last one of the key that signs.</param>
/// <param name="Warnings">In sentences.</param>
internal sealed record FccSelfCheck(
    string? Version, int? OpenTransactions, long? SignatureCounter, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads it; null where the body is no object.</summary>
    internal static FccSelfCheck? Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object ? Read(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FccSelfCheck Read(JsonElement root)
    {
        var keys = List(root, "keyInfos");
        var active = keys.Where(key => string.Equals(Text(key, "state"), "ACTIVE", StringComparison.OrdinalIgnoreCase))
            .Concat(keys).Select(key => Number(key, "lastSignatureCounter")).FirstOrDefault();
        return new FccSelfCheck(
            Text(root, "fccVersion"), (int?)Number(root, "numberOfOpenTransactions"), active,
            [.. WarningsOf(root)]);
    }

    private static IEnumerable<string> WarningsOf(JsonElement root)
    {
        if (IsTrue(root, "localTimeWarning"))
        {
            yield return "the clock of this machine differs from that of the TSS.";
        }

        if (IsTrue(root, "warningDbSize90Percentage") || IsTrue(root, "warningDbSize60Percentage"))
        {
            yield return "the connector's database is "
                + (IsTrue(root, "warningDbSize90Percentage") ? "90" : "60")
                + " % full; export the log and acknowledge the export.";
        }

        foreach (var failure in List(root, "failures"))
        {
            yield return $"{Text(failure, "code")}: {Text(failure, "message")}";
        }
    }

    private static List<JsonElement> List(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object)]
            : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;

    private static long? Number(JsonElement parent, string name) =>
        long.TryParse(Text(parent, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool IsTrue(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value)
        && (value.ValueKind is JsonValueKind.True
            || (value.ValueKind is JsonValueKind.String
                && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase)));
}
