using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using OrderConnector.Functions;
using OrderConnector.Functions.Hosting;
using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>The product itself judges the settings of the template: names, values, and what goes with what.</summary>
public sealed partial class StartingWithTheSettings
{
    private static readonly Dictionary<string, string> s_values = new()
    {
        ["serverHost"] = "oc-test-sql.database.windows.net",
        ["databaseName"] = "orders",
        ["queueEndpoint"] = "https://octest.queue.core.windows.net/",
        ["queuePrefix"] = "orders",
        ["alarmQueue"] = "orders-c-alarm",
        ["clientId"] = "00000000-0000-0000-0000-000000000001",
        ["storageName"] = "octest",
        ["insightsConnectionString"] = "InstrumentationKey=00000000-0000-0000-0000-000000000002",
    };

    [BicepFact]
    public async Task The_app_takes_them() => await BuildAsync([]);

    [BicepTheory]
    [InlineData("Store:Login", "Sql", "Store:ConnectionString names no login")]
    [InlineData("Store:ConnectionString", "", "Store:ConnectionString or Store:ConnectionStringFile must name")]
    [InlineData("Queue:ServiceUri", "", "needs either Queue:ConnectionString or Queue:ServiceUri")]
    [InlineData("Queue:Login", "Anybody", "Queue:Login must be")]
    [InlineData("Store:Login", "Anybody", "Store:Login must be")]
    [InlineData("Store:Database", "orders", "Store:Database is no option")]
    public async Task And_would_say_what_is_wrong_with_others(string key, string value, string sentence)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => BuildAsync([new(key, value)]));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What docs/deploy.md has an operator set for the admin commands.</summary>
    [BicepTheory]
    [InlineData("AzureCli")]
    [InlineData("ManagedIdentity")]
    public async Task A_person_may_stand_in_for_the_identity(string login) =>
        await BuildAsync([new("Store:Login", login), new("Queue:Login", login)]);

    private static async Task BuildAsync(IReadOnlyList<KeyValuePair<string, string?>> changes)
    {
        var settings = Settings.All.Select(setting => KeyValuePair.Create(
                setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)Value(setting.Value)))
            .Where(setting => changes.All(change => change.Key != setting.Key));
        await using var app = CloudHost.Build(
            new CloudSettings(Path.GetTempPath(), "http://127.0.0.1:0", [.. settings, .. changes]),
            TimeProvider.System, RandomNumberGenerator.Fill,
            (services, configuration) => services.AddStages(configuration));
    }

    private static string Value(string source) => s_values.TryGetValue(source, out var value)
        ? value
        : Name().Replace(source.Trim('\''), match => s_values[match.Groups["name"].Value]);

    [GeneratedRegex(@"\$\{(?<name>\w+)\}")]
    private static partial Regex Name();
}
