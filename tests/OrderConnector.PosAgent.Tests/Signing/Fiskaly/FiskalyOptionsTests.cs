using OrderConnector.PosAgent.Signing.Fiskaly;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

public sealed class FiskalyOptionsTests
{
    private static readonly FiskalyOptionsValidation s_validation = new();

    [Fact]
    public void What_an_operator_must_enter_is_enough() => Assert.True(s_validation.Validate(null, Good()).Succeeded);

    [Fact]
    public void Every_fault_is_listed_by_its_key()
    {
        var failures = s_validation.Validate(null, new FiskalyOptions { Url = "http://tss.example/api/v2" }).Failures!;

        Assert.Equal(
            ["TssFiskaly:Url", "TssFiskaly:TssId", "TssFiskaly:ApiKey", "TssFiskaly:ApiSecretFile"],
            failures.Select(failure => failure.Split(' ')[0]));
    }

    [Theory]
    [InlineData("https://user:password@tss.example/api/v2")]
    [InlineData("ftp://tss.example/")]
    [InlineData("tss.example")]
    [InlineData("")]
    public void An_address_that_would_give_the_secret_away_is_refused(string url)
    {
        var options = Good();
        options.Url = url;

        Assert.StartsWith(
            "TssFiskaly:Url", Assert.Single(s_validation.Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_never_repeats_the_secret()
    {
        var options = Good();
        options.ApiSecret = "two words";

        Assert.DoesNotContain(
            "two words", Assert.Single(s_validation.Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    private static FiskalyOptions Good() => new()
    {
        TssId = "6f0d2f5c-6c0b-4b43-9a2d-1f5f3c1e7a10", ApiKey = "live_key", ApiSecret = "secret",
    };
}
