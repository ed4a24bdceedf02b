using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>A script that was misread would test something else than it says.</summary>
public sealed class FaultScriptTests
{
    [Fact]
    public void A_script_is_read_line_by_line()
    {
        var (script, faults) = FaultScript.Parse("""
            # the first day
            finish lost-after          # once
            start  slow 2.5s x3
            * error-before 5%
            """);

        Assert.Empty(faults);
        Assert.Equal(
            [
                new FaultRule(SimulatorCall.Finish, FaultKind.LostAfter, TimeSpan.FromSeconds(1), 1, 1),
                new FaultRule(SimulatorCall.Start, FaultKind.Slow, TimeSpan.FromSeconds(2.5), 3, 1),
                new FaultRule(null, FaultKind.ErrorBefore, TimeSpan.FromSeconds(1), null, 0.05),
            ],
            script.Rules);
    }

    [Fact]
    public void Every_fault_of_a_script_is_listed_by_its_line()
    {
        var (_, faults) = FaultScript.Parse("stop lost-after\nfinish\n\nfinish broken\nfinish slow 3m");

        Assert.Equal(["line 1:", "line 2:", "line 4:", "line 5:"], faults.Select(fault => fault[..7]));
    }

    [Fact]
    public void Rules_are_played_in_their_order_and_only_as_often_as_they_say()
    {
        var (script, _) = FaultScript.Parse("finish lost-after\nfinish lost-before x2\n* starting");
        var director = new FaultDirector(script, new Random(1));

        Assert.Equal(FaultKind.Starting, director.Next(SimulatorCall.Start)?.Kind);
        Assert.Equal(
            [FaultKind.LostAfter, FaultKind.LostBefore, FaultKind.LostBefore, null],
            Enumerable.Range(0, 4).Select(_ => director.Next(SimulatorCall.Finish)?.Kind));
        Assert.Equal(4, director.CountOf(SimulatorCall.Finish));
        Assert.Equal(4, director.Played.Count);
    }

    [Fact]
    public void The_same_seed_plays_the_same_faults()
    {
        var (script, _) = FaultScript.Parse("* lost-after 30%");
        List<bool> Play(int seed)
        {
            var director = new FaultDirector(script, new Random(seed));
            return [.. Enumerable.Range(0, 200).Select(_ => director.Next(SimulatorCall.Start) is not null)];
        }

        Assert.Equal(Play(3), Play(3));
        Assert.NotEqual(Play(3), Play(4));
        Assert.InRange(Play(3).Count(hit => hit), 30, 90);
    }
}
