using System.Globalization;
using System.Text.Json;
using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>The parameters of dev and prod are those main.bicep asks for, of its types, and sensible together.</summary>
public sealed class ParameterFilesTests
{
    /// <summary>What no file can know: said on the command line.</summary>
    private static readonly string[] s_saidByTheOperator = ["sqlAdministratorLogin", "sqlAdministratorObjectId"];

    public static TheoryData<string> Environments => ["dev", "prod"];

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public void Every_parameter_without_a_default_is_given_and_no_other_is(string environment)
    {
        var asked = Repository.Main.Parameters;
        var given = Read(environment).Keys.ToList();

        Assert.Empty(given.Except(asked.Select(parameter => parameter.Name)));
        Assert.Equal(
            s_saidByTheOperator.Order(),
            asked.Where(parameter => parameter.Value is null).Select(parameter => parameter.Name).Except(given).Order());
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public void Every_value_is_of_its_type_and_among_what_is_allowed(string environment)
    {
        foreach (var (name, value) in Read(environment))
        {
            var parameter = Repository.Main.Parameters.Single(one => one.Name == name);

            Assert.Equal(parameter.Type, value.ValueKind switch
            {
                JsonValueKind.String => "string",
                JsonValueKind.Number => "int",
                JsonValueKind.True or JsonValueKind.False => "bool",
                JsonValueKind.Array => "array",
                _ => "object",
            });
            if (parameter.Allowed is BicepValue.Many allowed)
            {
                Assert.Contains(BicepValue.Read(value), allowed.Items);
            }
        }
    }

    [BicepTheory]
    [MemberData(nameof(Environments))]
    public void Texts_that_stand_for_decimals_are_decimals(string environment)
    {
        var given = Read(environment);

        Assert.Equal(environment, given["environmentName"].GetString());
        Assert.InRange(Decimal(given["sqlMinimumVCores"]), 0.5m, given["sqlMaximumVCores"].GetDecimal());
        Assert.InRange(Decimal(given["dailyLogGigabytes"]), 0.1m, 100m);
        Assert.Contains(given["storageSku"].GetString(), (string[])["Standard_LRS", "Standard_ZRS"]);
        Assert.True(given["sqlAutoPauseMinutes"].GetInt32() is -1 or >= 15);
    }

    [Fact]
    public void Production_neither_pauses_nor_stands_open_and_keeps_its_archive_ten_years_and_the_rest_of_one()
    {
        var given = Read("prod");

        Assert.Equal(-1, given["sqlAutoPauseMinutes"].GetInt32());
        Assert.True(given["useVirtualNetwork"].GetBoolean());
        Assert.True(given["alwaysReadyInstances"].GetInt32() > 0);
        // § 147(3) and (4) AO: ten years from the end of the calendar year, counted from its first day with leap days.
        Assert.True(given["archiveRetentionDays"].GetInt32() >= 11 * 365 + 3);
    }

    private static decimal Decimal(JsonElement value) =>
        decimal.Parse(value.GetString()!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static Dictionary<string, JsonElement> Read(string environment) => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Repository.Infra, "bicep", $"{environment}.parameters.json")))
        .RootElement.GetProperty("parameters").EnumerateObject()
        .ToDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("value"));
}
