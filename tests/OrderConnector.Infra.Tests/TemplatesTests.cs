using System.Text.RegularExpressions;
using OrderConnector.Infra.Tests.Parsing;
using OrderConnector.Infra.Tests.Vocabulary;

namespace OrderConnector.Infra.Tests;

/// <summary>What a compiler would say first: syntax, names, types, versions, properties, parameters of modules.</summary>
public sealed partial class TemplatesTests
{
    private static readonly string[] s_functions =
    [
        "concat", "empty", "guid", "json", "resourceGroup", "subscription", "subscriptionResourceId", "take",
        "uniqueString",
    ];

    [BicepFact]
    public void Every_template_can_be_read_to_its_end()
    {
        Assert.True(Repository.Templates.Count >= 9);
        Nothing(Repository.Templates.SelectMany(template => template.Errors.Select(error => $"{template.File}:{error}")));
    }

    /// <summary>What the parser or the list does not understand cannot be checked: plain features only.</summary>
    [BicepFact]
    public void Templates_keep_to_the_plain_features_of_the_language() => Nothing(Repository.Templates
        .SelectMany(template => template.Others.Select(type => $"{template.File}: {type}"))
        .Where(found => !found.EndsWith("main.bicep: target_scope_assignment", StringComparison.Ordinal)));

    [BicepFact]
    public void Every_type_version_and_property_is_on_the_list() =>
        Nothing(Repository.Templates.SelectMany(AzureTypes.Listed.FindUnknown));

    [BicepFact]
    public void A_name_that_is_used_is_declared_or_a_function_of_the_language() => Nothing(
        from template in Repository.Templates
        let declared = Declared(template).ToHashSet()
        from used in Used(template)
        where !declared.Contains(used) && !s_functions.Contains(used)
        select $"{template.File}: {used}");

    [BicepFact]
    public void A_parameter_or_variable_that_is_declared_is_used() => Nothing(
        from template in Repository.Templates
        let used = Used(template).ToHashSet()
        from declared in template.Parameters.Concat(template.Variables)
        where !used.Contains(declared.Name)
        select $"{template.File}: {declared.Name}");

    [BicepFact]
    public void Every_parameter_says_what_it_is() => Nothing(
        from template in Repository.Templates
        from parameter in template.Parameters
        where !parameter.Described
        select $"{template.File}: {parameter.Name}");

    [BicepFact]
    public void A_module_gets_the_parameters_it_asks_for_and_no_others()
    {
        Assert.True(Repository.Main.Modules.Count >= 8);
        foreach (var module in Repository.Main.Modules)
        {
            var asked = Of(module).Parameters;
            var given = ((BicepValue.Thing)module.Object["params"]!).Members.Select(member => member.Key).ToList();

            Assert.Empty(given.Except(asked.Select(parameter => parameter.Name)));
            Assert.Empty(asked.Where(parameter => parameter.Value is null).Select(p => p.Name).Except(given));
        }
    }

    [BicepFact]
    public void An_output_that_is_read_is_one_the_module_gives() => Nothing(
        from code in Everything(Repository.Main).OfType<BicepValue.Code>()
        from read in OutputRead().Matches(code.Source)
        where !Of(Repository.Main.Module(read.Groups["module"].Value)).Outputs
            .Any(output => output.Name == read.Groups["output"].Value)
        select read.Value);

    [BicepFact]
    public void What_is_not_on_the_list_or_cannot_be_read_is_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("orderconnector-");
        try
        {
            var file = Path.Combine(folder.FullName, "wrong.bicep");
            File.WriteAllText(file, """
                resource a 'Microsoft.Storage/storageAccounts@1999-01-01' = {
                  name: 'a'
                }
                resource b 'Microsoft.KeyVault/vaults@2025-05-01' = {
                  name: 'b'
                  properties: {
                    sku: { family: 'B', nmae: 'standard' }
                  }
                  resource inner 'secrets' = {
                    name: 'c'
                  }
                }
                param =
                """);
            var wrong = SyntaxParser.Parse(file).Single();
            var unknown = string.Join('\n', AzureTypes.Listed.FindUnknown(wrong));

            Assert.NotEmpty(wrong.Errors);
            Assert.Contains("storageAccounts@1999-01-01 is not on the list", unknown, StringComparison.Ordinal);
            Assert.Contains("knows no properties.sku.nmae", unknown, StringComparison.Ordinal);
            Assert.Contains("properties.sku.family of", unknown, StringComparison.Ordinal);
            Assert.Contains("knows no (resource_declaration)", unknown, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Template Of(Declared module) =>
        Repository.Template(Path.GetFileNameWithoutExtension(module.What));

    private static IEnumerable<string> Declared(Template template) => template.Parameters.Concat(template.Variables)
        .Select(named => named.Name)
        .Concat(template.Resources.Concat(template.Modules).Select(declared => declared.Name));

    private static IEnumerable<string> Used(Template template) => template.Resources.Concat(template.Modules)
        .SelectMany(declared => declared.Names.Except(declared.Body is BicepValue.Loop loop ? loop.Names : []))
        .Concat(Values(template).SelectMany(value => value.FreeNames()));

    private static IEnumerable<BicepValue> Values(Template template) =>
        template.Parameters.Concat(template.Variables).Concat(template.Outputs).Select(n => n.Value).OfType<BicepValue>();

    private static IEnumerable<BicepValue> Everything(Template template) => Values(template)
        .Concat(template.Resources.Concat(template.Modules).Select(declared => declared.Body))
        .SelectMany(value => value.Everything());

    private static void Nothing(IEnumerable<string> found) => Assert.Empty(found);

    [GeneratedRegex(@"\b(?<module>\w+)!?\.outputs\.(?<output>\w+)")]
    private static partial Regex OutputRead();
}
