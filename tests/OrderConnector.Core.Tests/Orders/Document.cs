using System.Text.Json.Nodes;

namespace OrderConnector.Core.Tests.Orders;

/// <summary>A JSON document with one thing changed about it; the new value may be anything, JSON or not.</summary>
internal static class Document
{
    private const string Mark = "@here@";

    public static string With(this string json, string pointer, string raw)
    {
        var root = JsonNode.Parse(json)!;
        var (parent, name) = Find(root, pointer);
        if (parent is JsonArray array)
        {
            array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = Mark;
        }
        else
        {
            parent[name] = Mark;
        }

        return root.ToJsonString().Replace($"\"{Mark}\"", raw, StringComparison.Ordinal);
    }

    public static string Without(this string json, string pointer)
    {
        var root = JsonNode.Parse(json)!;
        var (parent, name) = Find(root, pointer);
        parent.AsObject().Remove(name);
        return root.ToJsonString();
    }

    private static (JsonNode Parent, string Name) Find(JsonNode root, string pointer)
    {
        var names = pointer.Split('/')[1..];
        foreach (var name in names[..^1])
        {
            root = root is JsonArray array
                ? array[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]!
                : root[name]!;
        }

        return (root, names[^1]);
    }
}
