using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Showing;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class StaffOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7072")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:7072/")]
    [InlineData("http://[::1]:7072")]
    [InlineData("none")]
    public void An_address_of_this_machine_holds(string page) =>
        Assert.True(Validate(new StaffOptions { Page = page }).Succeeded);

    [Fact]
    public void The_default_holds() => Assert.True(Validate(new StaffOptions()).Succeeded);

    [Theory]
    [InlineData("http://0.0.0.0:7072")]
    [InlineData("http://[::]:7072")]
    [InlineData("http://192.168.0.10:7072")]
    [InlineData("http://localhost:7072")]
    [InlineData("https://127.0.0.1:7072")]
    [InlineData("http://127.0.0.1:7072/page")]
    [InlineData("http://user@127.0.0.1:7072")]
    [InlineData("127.0.0.1:7072")]
    [InlineData("")]
    public void Any_other_is_refused_by_its_key(string page) => Assert.Equal(
        [
            $"Staff:Page is '{page}'; it must be http://127.0.0.1 or http://[::1] with a port, or none: "
            + "other machines must not reach the page.",
        ],
        Validate(new StaffOptions { Page = page }).Failures);

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789"
        + "012345678901234567890123456789012345678901234567890")]
    public void Help_is_one_short_line(string help) => Assert.Equal(
        ["Staff:Help must be one line of at most 120 characters."], Validate(new StaffOptions { Help = help }).Failures);

    private static ValidateOptionsResult Validate(StaffOptions options) =>
        new StaffOptionsValidation().Validate(null, options);
}
