using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>The app settings the site gets, as the template writes them.</summary>
internal static class Settings
{
    /// <summary>Name and value; the value as text, or as the source of its expression.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> All { get; } = [.. Read()];

    internal static string Of(string name) => All.Single(setting => setting.Key == name).Value;

    private static IEnumerable<KeyValuePair<string, string>> Read()
    {
        var site = Repository.Template("site");
        var given = (BicepValue.Call)site.Single("Microsoft.Web/sites").Object["properties.siteConfig.appSettings"]!;
        return ((BicepValue.Many)site.Resolve(given.With[0])).Items.Select(setting => KeyValuePair.Create(
            ((BicepValue.Text)setting["name"]!).Value,
            setting["value"] is BicepValue.Text text ? text.Value : ((BicepValue.Code)setting["value"]!).Source));
    }
}
