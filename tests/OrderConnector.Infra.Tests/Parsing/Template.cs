using System.Text.Json;

namespace OrderConnector.Infra.Tests.Parsing;

/// <summary>A resource or a module of a template.</summary>
/// <param name="Name">Its name inside the template.</param>
/// <param name="What">Type and version of a resource, path of a module.</param>
/// <param name="Existing">Whether it is only looked up.</param>
/// <param name="Condition">When it is there; null for always.</param>
/// <param name="Body">What is said of it: an object, or a loop over objects.</param>
internal sealed record Declared(
    string Name, string What, bool Existing, BicepValue.Code? Condition, BicepValue Body)
{
    /// <summary>The object, of a loop the one of each turn.</summary>
    internal BicepValue Object => Body is BicepValue.Loop loop ? loop.Give : Body;

    /// <summary>Every name it uses.</summary>
    internal IEnumerable<string> Names => Body.FreeNames().Concat(Condition?.Names ?? []);
}

/// <summary>A parameter, variable or output; <paramref name="Value"/> null where none is given.</summary>
internal sealed record Named(string Name, string? Type, BicepValue? Value, BicepValue? Allowed, bool Described);

/// <summary>The outline of one Bicep file.</summary>
internal sealed record Template(
    string File, IReadOnlyList<string> Errors, IReadOnlyList<string> Others, IReadOnlyList<Named> Parameters,
    IReadOnlyList<Named> Variables, IReadOnlyList<Declared> Resources, IReadOnlyList<Declared> Modules,
    IReadOnlyList<Named> Outputs)
{
    internal static Template Read(JsonElement json) => new(
        json.GetProperty("file").GetString()!,
        [.. json.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)],
        [.. json.GetProperty("others").EnumerateArray().Select(type => type.GetString()!)],
        [.. json.GetProperty("parameters").EnumerateArray().Select(ReadNamed)],
        [.. json.GetProperty("variables").EnumerateArray().Select(ReadNamed)],
        [.. json.GetProperty("resources").EnumerateArray().Select(ReadDeclared)],
        [.. json.GetProperty("modules").EnumerateArray().Select(ReadDeclared)],
        [.. json.GetProperty("outputs").EnumerateArray().Select(ReadNamed)]);

    /// <summary>The one resource of that type that is made here.</summary>
    internal Declared Single(string type) =>
        Resources.Single(resource => !resource.Existing && resource.What.Split('@')[0] == type);

    internal Declared Resource(string name) => Resources.Single(resource => resource.Name == name);

    internal Declared Module(string name) => Modules.Single(module => module.Name == name);

    /// <summary>The value, a variable's own where it is no more than its name.</summary>
    internal BicepValue Resolve(BicepValue value) => value is BicepValue.Code code
        && Variables.SingleOrDefault(variable => variable.Name == code.Source)?.Value is { } known ? known : value;

    private static Named ReadNamed(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("type").GetString(),
        json.GetProperty("given").GetBoolean() ? BicepValue.Read(json.GetProperty("value")) : null,
        json.TryGetProperty("allowed", out var allowed) && allowed.ValueKind != JsonValueKind.Null
            ? BicepValue.Read(allowed)
            : null,
        json.TryGetProperty("described", out var described) && described.GetBoolean());

    private static Declared ReadDeclared(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("what").GetString()!,
        json.GetProperty("existing").GetBoolean(),
        json.GetProperty("condition").ValueKind == JsonValueKind.Null
            ? null
            : (BicepValue.Code)BicepValue.Read(json.GetProperty("condition")),
        BicepValue.Read(json.GetProperty("body")));
}
