using System.Reflection;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using OrderConnector.Functions.Storing.SqlServer;

namespace OrderConnector.SqlServer.Tests.Dialect;

/// <summary>Every T-SQL batch the store can send: the statements in its fields, and the batches of its scripts.</summary>
internal static class StoreStatements
{
    private static readonly Lazy<Dictionary<string, string>> s_byText = new(
        () => All().GroupBy(one => one.Text).ToDictionary(group => group.Key, group => group.First().Name));

    /// <summary>Name and text.</summary>
    public static IEnumerable<(string Name, string Text)> All() =>
    [
        .. from type in typeof(SqlServerOrderStore).Assembly.GetTypes()
           from field in type.GetFields(
               BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where field.FieldType == typeof(Statement)
           select ($"{type.Name}.{field.Name}", ((Statement)field.GetValue(null)!).Text),
        .. from script in SqlServerSchema.Names()
           from batch in SqlServerSchema.Batches(script).Select((batch, index) => (batch, index))
           select ($"{script}:{batch.index + 1}", batch.batch.Text),
    ];

    /// <summary>Whether a text is one of them.</summary>
    public static bool Contains(string text) => s_byText.Value.ContainsKey(text);

    /// <summary>Parses a batch as SQL Server 2019 would.</summary>
    public static TSqlScript Parse(string text, out IList<ParseError> errors)
    {
        using var reader = new StringReader(text);
        return (TSqlScript)new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    /// <summary>Parses a batch that must be right.</summary>
    public static TSqlScript Parse(string text)
    {
        var script = Parse(text, out var errors);
        return errors.Count == 0
            ? script
            : throw new FormatException($"{errors[0].Message} (line {errors[0].Line}) in: {text}");
    }
}
