using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrderConnector.Functions.Tests.Describing;

/// <summary>The part of JSON Schema 2020-12 that the description uses; an unknown keyword is a failure, not a pass.</summary>
internal sealed class JsonSchema(JsonElement document)
{
    /// <summary>Every place where a value is not what a schema says; members the schema does not name are faults too.</summary>
    public IReadOnlyList<string> Check(JsonElement value, JsonElement schema)
    {
        List<string> faults = [];
        Check(value, schema, "$", faults);
        return faults;
    }

    /// <summary>What a reference, or the element itself, stands for.</summary>
    public JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()!.TrimStart('#', '/').Split('/')
                .Aggregate(document, (at, name) => at.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal)));
        }

        return element;
    }

    private void Check(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        foreach (var keyword in Resolve(schema).EnumerateObject())
        {
            if (!Holds(value, keyword, at, faults))
            {
                faults.Add($"{at}: {keyword.Name} {keyword.Value.GetRawText()} does not hold for {value.GetRawText()}");
            }
        }

        Closed(value, schema, at, faults);
    }

    private bool Holds(JsonElement value, JsonProperty keyword, string at, List<string> faults) => keyword.Name switch
    {
        "description" or "format" => true,
        "type" => Types(keyword.Value).Any(type => IsOf(value, type)),
        "const" => JsonElement.DeepEquals(value, keyword.Value),
        "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(value, allowed)),
        "pattern" => value.ValueKind != JsonValueKind.String
            || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.CultureInvariant),
        "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= keyword.Value.GetInt32(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
        "required" => value.ValueKind != JsonValueKind.Object
            || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => Properties(value, keyword.Value, at, faults),
        "items" => Items(value, keyword.Value, at, faults),
        "oneOf" => keyword.Value.EnumerateArray().Count(option => Check(value, option).Count == 0) == 1,
        "anyOf" => keyword.Value.EnumerateArray().Any(option => Check(value, option).Count == 0),
        "allOf" => true,
        _ => throw new NotSupportedException(keyword.Name),
    };

    private bool Properties(JsonElement value, JsonElement properties, string at, List<string> faults)
    {
        foreach (var property in properties.EnumerateObject())
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out var member))
            {
                Check(member, property.Value, $"{at}.{property.Name}", faults);
            }
        }

        return true;
    }

    private bool Items(JsonElement value, JsonElement items, string at, List<string> faults)
    {
        var index = 0;
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
        {
            Check(item, items, $"{at}[{(index++).ToString(CultureInfo.InvariantCulture)}]", faults);
        }

        return true;
    }

    // The description must name everything that is answered.
    private void Closed(JsonElement value, JsonElement schema, string at, List<string> faults)
    {
        var named = Named(schema).ToHashSet(StringComparer.Ordinal);
        if (value.ValueKind == JsonValueKind.Object && named.Count > 0)
        {
            faults.AddRange(value.EnumerateObject()
                .Where(member => !named.Contains(member.Name))
                .Select(member => $"{at}.{member.Name} is not described"));
        }
    }

    private IEnumerable<string> Named(JsonElement schema)
    {
        var resolved = Resolve(schema);
        if (resolved.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                yield return property.Name;
            }
        }

        if (resolved.TryGetProperty("allOf", out var parts))
        {
            foreach (var name in parts.EnumerateArray().SelectMany(Named))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Select(one => one.GetString()!)
        : [type.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };
}
