using OrderConnector.Core.Agents;

namespace OrderConnector.Core.Tests.Agents;

public sealed class StaffActors
{
    [Theory]
    [InlineData("staff:anna", true)]
    [InlineData("staff:A.b_c-9", true)]
    [InlineData("staff:0123456789012345678901234567890123456789", true)]
    [InlineData("staff:01234567890123456789012345678901234567890", false)]
    [InlineData("staff:", false)]
    [InlineData("staff:anna b", false)]
    [InlineData("staff:änna", false)]
    [InlineData("agent:anna", false)]
    [InlineData("anna", false)]
    [InlineData(null, false)]
    public void Are_a_prefix_and_a_plain_name(string? actor, bool valid) =>
        Assert.Equal(valid, StaffActor.IsValid(actor));

    [Theory]
    [InlineData("anna", "staff:anna")]
    [InlineData("DOMAIN\\änna b", "staff:DOMAIN--nna-b")]
    [InlineData("", "staff:unknown")]
    [InlineData("01234567890123456789012345678901234567890", "staff:0123456789012345678901234567890123456789")]
    public void Are_made_of_any_login_name(string login, string actor)
    {
        Assert.Equal(actor, StaffActor.Of(login));
        Assert.True(StaffActor.IsValid(StaffActor.Of(login)));
    }
}
