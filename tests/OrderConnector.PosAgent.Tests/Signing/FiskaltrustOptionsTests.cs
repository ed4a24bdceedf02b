using OrderConnector.PosAgent.Signing.Fiskaltrust;
using Xunit;

namespace OrderConnector.PosAgent.Tests.Signing;

public sealed class FiskaltrustOptionsTests
{
    private static readonly Guid s_id = new("7b2f1f0e-58a1-4f0c-9d3e-2f1f6c6f2c11");

    private static FiskaltrustOptions Local => new()
    {
        Url = "http://127.0.0.1:1200/queue/json/v1", CashBoxId = s_id, PosSystemId = s_id,
    };

    [Fact]
    public void A_queue_on_this_machine_needs_no_token() => Assert.True(Validate(Local).Succeeded);

    [Fact]
    public void One_elsewhere_needs_https_and_a_token()
    {
        var options = Local;
        options.Url = "https://signaturcloud-sandbox.fiskaltrust.de/json";

        Assert.Contains("AccessToken", Assert.Single(Validate(options).Failures ?? []), StringComparison.Ordinal);
        options.AccessToken = "token";
        Assert.True(Validate(options).Succeeded);
        options.Url = "http://signaturcloud-sandbox.fiskaltrust.de/json";
        Assert.Contains("https", Assert.Single(Validate(options).Failures ?? []), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_named_by_its_key_at_once()
    {
        var options = new FiskaltrustOptions
        {
            TerminalId = "Kasse 1", User = " ", TimeoutSeconds = 5, ExportTimeoutMinutes = 0,
        };

        var faults = (Validate(options).Failures ?? []).ToList();

        string[] keys =
        [
            "Url", "CashBoxId", "PosSystemId", "AccessToken", "TerminalId", "User", "TimeoutSeconds",
            "ExportTimeoutMinutes",
        ];
        Assert.Equal(keys.Length, faults.Count);
        Assert.All(keys.Zip(faults), pair => Assert.StartsWith(
            "TssFiskaltrust:" + pair.First, pair.Second, StringComparison.Ordinal));
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(FiskaltrustOptions options) =>
        new FiskaltrustOptionsValidation().Validate(null, options);
}
