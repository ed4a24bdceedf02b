using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Tests.Tss;

public sealed class TssOutcomeTests
{
    public static TheoryData<TssOutcome<int>, string> Cases { get; } = new()
    {
        { new TssOutcome<int>.Done(7), "done 7" },
        { new TssOutcome<int>.Refused("client-unknown", "Register it."), "refused client-unknown: Register it." },
        { new TssOutcome<int>.Unavailable("no power"), "unavailable: no power" },
        { new TssOutcome<int>.Unknown("no answer"), "unknown: no answer" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_outcome_takes_its_own_branch(TssOutcome<int> outcome, string told) => Assert.Equal(
        told,
        outcome.Match(
            value => $"done {value}",
            refused => $"refused {refused.Code}: {refused.Detail}",
            unavailable => $"unavailable: {unavailable.Detail}",
            unknown => $"unknown: {unknown.Detail}"));
}
