using System.Text.Json;

namespace OrderConnector.Infra.Tests.Parsing;

/// <summary>What stands behind a colon in a template, as far as the syntax tells.</summary>
internal abstract record BicepValue
{
    internal sealed record Text(string Value) : BicepValue;

    internal sealed record Number(decimal Value) : BicepValue;

    internal sealed record Truth(bool Value) : BicepValue;

    internal sealed record Nothing : BicepValue;

    internal sealed record Many(IReadOnlyList<BicepValue> Items) : BicepValue;

    internal sealed record Thing(IReadOnlyList<KeyValuePair<string, BicepValue>> Members) : BicepValue;

    internal sealed record Loop(IReadOnlyList<string> Names, BicepValue Over, BicepValue Give) : BicepValue;

    internal sealed record Call(string Function, IReadOnlyList<BicepValue> With) : BicepValue;

    internal sealed record Choice(Code When, BicepValue Then, BicepValue Else) : BicepValue;

    /// <summary>An expression: its source and the names it uses.</summary>
    internal sealed record Code(string Source, IReadOnlyList<string> Names) : BicepValue;

    /// <summary>The member of that path, "a.b.c"; null where there is none.</summary>
    internal BicepValue? this[string path] => path.Split('.').Aggregate<string, BicepValue?>(this, (at, key) =>
        at is Thing thing ? thing.Members.Where(member => member.Key == key).Select(m => m.Value).SingleOrDefault() : null);

    /// <summary>This and everything inside.</summary>
    internal IEnumerable<BicepValue> Everything() => Inside().SelectMany(part => part.Everything()).Prepend(this);

    /// <summary>Every name used inside that is not bound by a loop there.</summary>
    internal IEnumerable<string> FreeNames() => this switch
    {
        Code code => code.Names,
        Call call => call.With.SelectMany(part => part.FreeNames()).Append(call.Function.Split('.')[0]),
        Loop loop => loop.Over.FreeNames().Concat(loop.Give.FreeNames().Except(loop.Names)),
        _ => Inside().SelectMany(part => part.FreeNames()),
    };

    internal static BicepValue Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new Text(json.GetString()!),
        JsonValueKind.Number => new Number(json.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False => new Truth(json.GetBoolean()),
        JsonValueKind.Null => new Nothing(),
        JsonValueKind.Array => new Many([.. json.EnumerateArray().Select(Read)]),
        _ => ReadTagged(json),
    };

    private static BicepValue ReadTagged(JsonElement json)
    {
        if (json.TryGetProperty("object", out var members))
        {
            return new Thing([.. members.EnumerateArray()
                .Select(pair => KeyValuePair.Create(pair[0].GetString()!, Read(pair[1])))]);
        }

        if (json.TryGetProperty("each", out var names))
        {
            return new Loop(Strings(names), Read(json.GetProperty("of")), Read(json.GetProperty("give")));
        }

        if (json.TryGetProperty("call", out var function))
        {
            return new Call(function.GetString()!, [.. json.GetProperty("with").EnumerateArray().Select(Read)]);
        }

        return json.TryGetProperty("when", out var when)
            ? new Choice((Code)Read(when), Read(json.GetProperty("then")), Read(json.GetProperty("else")))
            : new Code(json.GetProperty("expression").GetString()!, Strings(json.GetProperty("names")));
    }

    private static string[] Strings(JsonElement json) => [.. json.EnumerateArray().Select(name => name.GetString()!)];

    private IEnumerable<BicepValue> Inside() => this switch
    {
        Many many => many.Items,
        Thing thing => thing.Members.Select(member => member.Value),
        Loop loop => [loop.Over, loop.Give],
        Call call => call.With,
        Choice choice => [choice.When, choice.Then, choice.Else],
        _ => [],
    };
}
