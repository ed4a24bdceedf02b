using OrderConnector.PosAgent.Hosting;

namespace OrderConnector.PosAgent.Tests.Hosting;

public sealed class AgentOptionsTests
{
    [Fact]
    public void The_defaults_hold() => Assert.True(Validate(new AgentOptions()).Succeeded);

    [Fact]
    public void Every_fault_is_listed_by_its_key()
    {
        var options = new AgentOptions
        {
            CashRegisterId = "with space",
            CollectMax = 0,
            CollectWaitSeconds = 61,
            MaxUnsigned = 0,
            UnknownDeadlineSeconds = 0,
            TssStartTimeoutSeconds = 0,
            TssFinishTimeoutSeconds = 121,
            HealthMinutes = 0,
            DayEnd = "24:00",
        };

        Assert.Equal(
            [
                "Agent:CashRegisterId must be 1 to 20 of A-Z a-z 0-9 and '-'.",
                "Agent:CollectMax is 0; it must be 1 to 200.",
                "Agent:CollectWaitSeconds is 61; it must be 1 to 60.",
                "Agent:MaxUnsigned is 0; it must be 1 to 100000.",
                "Agent:UnknownDeadlineSeconds is 0; it must be 1 to 300.",
                "Agent:TssStartTimeoutSeconds is 0; it must be 1 to 120.",
                "Agent:TssFinishTimeoutSeconds is 121; it must be 1 to 120.",
                "Agent:DayEnd is '24:00'; it must be a time of day, 00:00 to 23:59.",
                "Agent:HealthMinutes is 0; it must be 1 to 1440.",
            ],
            Validate(options).Failures);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(AgentOptions options) =>
        new AgentOptionsValidation().Validate(null, options);
}
