using System.Text.Json;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>An object of a configuration file of which every member has to be known.</summary>
/// <param name="json">The object.</param>
/// <param name="place">The file and the way to the object, for messages.</param>
internal sealed class StrictJson(JsonElement json, string place)
{
    internal static StrictJson Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new StrictJson(document.RootElement.Clone(), Path.GetFileName(file));
    }

    /// <summary>Refuses every member that is not named here.</summary>
    internal StrictJson Only(params string[] members)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new HostRefusalException($"{place} is no object.");
        }

        return json.EnumerateObject().Select(member => member.Name).Except(members).ToList() is { Count: > 0 } unknown
            ? throw new HostRefusalException($"{place} has members nobody knows: {string.Join(", ", unknown)}.")
            : this;
    }

    internal StrictJson Object(string member) => new(Member(member, JsonValueKind.Object), $"{place}.{member}");

    internal StrictJson? MaybeObject(string member) => Has(member) ? Object(member) : null;

    internal IReadOnlyList<StrictJson> Objects(string member) =>
        [.. Member(member, JsonValueKind.Array).EnumerateArray().Select(item => new StrictJson(item, $"{place}.{member}"))];

    internal IReadOnlyList<string> Texts(string member) =>
        [.. Member(member, JsonValueKind.Array).EnumerateArray().Select(item => item.GetString()!)];

    internal string Text(string member) => Member(member, JsonValueKind.String).GetString()!;

    internal string Text(string member, string otherwise) => Has(member) ? Text(member) : otherwise;

    internal int Number(string member, int otherwise) =>
        Has(member) ? Member(member, JsonValueKind.Number).GetInt32() : otherwise;

    internal bool Flag(string member, bool otherwise) => !Has(member)
        ? otherwise
        : json.GetProperty(member).ValueKind is JsonValueKind.True or JsonValueKind.False
            ? json.GetProperty(member).GetBoolean()
            : throw new HostRefusalException($"{place}.{member} is neither true nor false.");

    internal TimeSpan Time(string member, TimeSpan otherwise) => Has(member)
        ? TimeSpan.Parse(Text(member), System.Globalization.CultureInfo.InvariantCulture)
        : otherwise;

    internal void Require(string member, string value)
    {
        if (Text(member) != value)
        {
            throw new HostRefusalException($"{place}.{member} is {Text(member)}; it has to be {value}.");
        }
    }

    internal bool Has(string member) => json.TryGetProperty(member, out _);

    private JsonElement Member(string member, JsonValueKind kind) =>
        !json.TryGetProperty(member, out var value) ? throw new HostRefusalException($"{place}.{member} is missing.")
        : value.ValueKind != kind ? throw new HostRefusalException($"{place}.{member} is no {kind}.")
        : value;
}
