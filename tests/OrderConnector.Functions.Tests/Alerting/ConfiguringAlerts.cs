using System.Net;
using Microsoft.Extensions.Configuration;
using OrderConnector.Functions.Alerting;

namespace OrderConnector.Functions.Tests.Alerting;

public sealed class ConfiguringAlerts
{
    [Theory]
    [InlineData("Alerting:PublicUrl", "http://orders.example.com")]
    [InlineData("Alerting:PublicUrl", "https://orders.example.com/?a=b")]
    [InlineData("Alerting:LookPause", "00:02:00")]
    [InlineData("Alerting:Smtp:Port", "465")]
    [InlineData("Alerting:Smtp:Port", "0")]
    [InlineData("Alerting:Smtp:StartTls", "false")]
    [InlineData("Alerting:Smtp:Password", "secret-of-the-test")]
    [InlineData("Alerting:Smtp:From", "nobody")]
    [InlineData("Alerting:Smtp:Timeout", "00:10:00")]
    public void An_option_that_is_wrong_is_named_and_no_secret_is_repeated(string key, string value)
    {
        var options = new AlertingOptions
        {
            PublicUrl = "https://orders.example.com",
            Smtp = new SmtpOptions { Host = "mail.example.com", From = "alarm@example.com" },
        };
        Assert.True(new AlertingOptionsRules().Validate(null, options).Succeeded);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
        configuration.GetSection(AlertingOptions.Section).Bind(options);

        var result = new AlertingOptionsRules().Validate(null, options);

        Assert.Contains(key, Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-test", result.FailureMessage!, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_mail_server_and_with_one_on_this_machine_all_is_well()
    {
        var rules = new AlertingOptionsRules();

        Assert.True(rules.Validate(null, new AlertingOptions()).Succeeded);
        Assert.True(rules.Validate(null, new AlertingOptions
        {
            PublicUrl = "http://127.0.0.1:7071",
            Smtp = new SmtpOptions { Host = "localhost", StartTls = false, From = "a@example.com" },
        }).Succeeded);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("168.63.129.16", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("64:ff9b::808:808", false)]
    [InlineData("2002:a00:1::1", true)]
    [InlineData("::10.0.0.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("2001:4860:4860::8888", false)]
    public void Addresses_inside_are_told_from_those_outside(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, PrivateAddresses.Contains(IPAddress.Parse(address)));
}
