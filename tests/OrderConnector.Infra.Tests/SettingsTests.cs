using System.Text.Json;
using System.Text.RegularExpressions;
using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>The settings of the site are those that the platform, the functions and the product know.</summary>
public sealed partial class SettingsTests
{
    private static readonly string s_product = Path.Combine(Repository.Root, "src", "OrderConnector.Functions");

    /// <summary>What the platform reads, and the identity's client id, which Azure.Identity reads.</summary>
    private static readonly string[] s_platform =
    [
        "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "AzureWebJobsDisableHomepage", "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
    ];

    /// <summary>What a Flex Consumption plan refuses, or reads no more: some of it fails the deployment.</summary>
    private static readonly string[] s_refused =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "SCM_DO_BUILD_DURING_DEPLOYMENT",
        "ENABLE_ORYX_BUILD", "WEBSITE_TIME_ZONE", "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT", "linuxFxVersion",
    ];

    [BicepFact]
    public void Nothing_is_set_that_the_plan_refuses()
    {
        foreach (var file in Repository.Files.Concat(Directory.EnumerateFiles(Repository.Infra, "*.json", SearchOption.AllDirectories)))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(s_refused, name => text.Contains(name, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("'TZ'", text, StringComparison.Ordinal);
        }
    }

    [BicepFact]
    public void Every_setting_is_known_to_the_platform_to_a_function_or_to_the_product()
    {
        var known = s_platform.Concat(OptionsOfTheProduct()).Concat(SettingsOfFunctions()).ToHashSet();

        Assert.DoesNotContain(Settings.All, setting => !known.Contains(setting.Key));
        Assert.Equal(Settings.All.Count, Settings.All.DistinctBy(setting => setting.Key).Count());
    }

    [BicepFact]
    public void Every_setting_that_is_needed_is_there()
    {
        string[] needed = [.. s_platform, .. SettingsOfFunctions(), "Store__Provider", "Store__ConnectionString",
            "Store__Login", "Queue__Provider", "Queue__ServiceUri"];

        Assert.Empty(needed.Except(Settings.All.Select(setting => setting.Key)));
        Assert.Equal("SqlServer", Settings.Of("Store__Provider"));
        Assert.Equal("ManagedIdentity", Settings.Of("Store__Login"));
        Assert.Equal("AzureStorage", Settings.Of("Queue__Provider"));
        Assert.Equal("managedidentity", Settings.Of("AzureWebJobsStorage__credential"));
    }

    /// <summary>The schema is not the app's to change, and its database user has no right to.</summary>
    [BicepFact]
    public void The_app_does_not_change_the_schema() => Assert.Equal("false", Settings.Of("Store__Migrate"));

    [BicepFact]
    public void No_setting_holds_a_secret_but_by_reference_to_the_vault()
    {
        Assert.DoesNotContain(Settings.All, setting => Secret().IsMatch(setting.Value));
        Assert.Contains(
            "'@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${setting.secret})'",
            Repository.Template("site").Variables.Single(v => v.Name == "settingsFromVault").Value!.Everything()
                .OfType<BicepValue.Code>().Select(code => code.Source));
    }

    /// <summary>Every queue a function listens to is made before the site, and so is the one for what fails.</summary>
    [BicepFact]
    public void Every_queue_of_a_function_is_made_by_the_template()
    {
        var made = ((BicepValue.Many)Repository.Main.Module("storage").Object["params.queueNames"]!).Items
            .Select(name => name is BicepValue.Text text ? text.Value : ((BicepValue.Code)name).Source.Trim('\''))
            .ToList();

        foreach (var name in Bindings().Where(b => Text(b, "type") == "queueTrigger").Select(b => Text(b, "queueName")!))
        {
            // "%ALARM_QUEUE%-poison" is the variable's value and "-poison"; alone, a variable stands by its name.
            var setting = Settings.Of(Placeholder().Match(name).Groups["setting"].Value);
            var queue = name.EndsWith("%-poison", StringComparison.Ordinal) ? $"${{{setting}}}-poison" : setting;
            Assert.Contains(queue, made);
            Assert.Contains($"${{{setting}}}-poison", made);
        }
    }

    private static IEnumerable<string> OptionsOfTheProduct() => Directory
        .EnumerateFiles(s_product, "*Options.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText)
        .Where(text => SectionName().IsMatch(text))
        .SelectMany(text => Setting().Matches(text).Select(
            match => $"{SectionName().Match(text).Groups["name"].Value}__{match.Groups["name"].Value}"));

    /// <summary>%NAME% in a function.json, and what its connection begins with.</summary>
    private static IEnumerable<string> SettingsOfFunctions()
    {
        foreach (var binding in Bindings())
        {
            foreach (var match in Placeholder().Matches(binding.GetRawText()).Cast<Match>())
            {
                yield return match.Groups["setting"].Value;
            }

            if (Text(binding, "connection") is { } connection and not "AzureWebJobsStorage")
            {
                yield return $"{connection}__queueServiceUri";
                yield return $"{connection}__credential";
                yield return $"{connection}__clientId";
            }
        }
    }

    private static IEnumerable<JsonElement> Bindings() => Directory
        .EnumerateFiles(Path.Combine(s_product, "functions"), "function.json", SearchOption.AllDirectories)
        .SelectMany(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("bindings").EnumerateArray());

    private static string? Text(JsonElement binding, string name) =>
        binding.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"const string Section = ""(?<name>\w+)""")]
    private static partial Regex SectionName();

    [GeneratedRegex(@"public [\w?]+ (?<name>\w+) \{ get; set; \}")]
    private static partial Regex Setting();

    [GeneratedRegex(@"%(?<setting>\w+)%")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?i)(password|pwd|accountkey|sharedaccess|sig=)")]
    private static partial Regex Secret();
}
