using OrderConnector.Core.Alerting;

namespace OrderConnector.Core.Tests.Alerting;

public sealed class JudgingABranch
{
    [Theory]
    [InlineData(179, true, null, false)]
    [InlineData(180, true, null, true)]
    // Where signs of life cannot be read, silence proves nothing.
    [InlineData(9999, false, null, false)]
    [InlineData(600, true, "11:00-13:00", true)]
    [InlineData(600, true, "13:00-20:00", false)]
    [InlineData(600, true, "18:00-13:00", true)]
    [InlineData(600, true, "18:00-12:00", false)]
    public void An_agent_that_is_silent_while_it_is_expected_is_told_of(
        int seconds, bool signsKnown, string? watch, bool isTold)
    {
        var branch = Sight.Branch with
        {
            Agents = [Sight.Agent with { SeenAt = Sight.Noon.AddSeconds(-seconds) }],
            Chosen = new ChosenAlertSettings(Watch: Hours(watch)),
        };

        var plan = Sight.Decide(Sight.Of(branch), signsKnown: signsKnown);

        Assert.Equal(isTold ? [AlertKind.AgentSilent] : [], plan.Opened.Select(one => one.Kind));
        Assert.Equal(isTold && signsKnown, AlertRules.HasSilenceChanged(Sight.Of(branch), Sight.Noon) && signsKnown);
    }

    [Fact]
    public void One_agent_that_lives_is_enough_and_one_that_never_called_is_not_in_service()
    {
        var silent = Sight.Agent with { SeenAt = Sight.Noon.AddHours(-1) };

        Assert.Empty(Sight.Decide(Sight.Of(Sight.Branch with { Agents = [silent, Sight.Agent] })).Opened);
        Assert.Empty(Sight.Decide(Sight.Of(Sight.Branch with { Agents = [silent with { SeenAt = null }] })).Opened);
        Assert.Empty(Sight.Decide(Sight.Of(Sight.Branch with { Agents = [] })).Opened);
    }

    [Fact]
    public void An_open_silence_waits_for_a_sign_even_when_the_agent_is_not_expected_any_more()
    {
        var branch = Sight.Branch with
        {
            Agents = [Sight.Agent with { SeenAt = Sight.Noon.AddHours(-1) }],
            Chosen = new ChosenAlertSettings(Watch: Hours("13:00-20:00")),
        };
        var open = Sight.Incident(AlertKind.AgentSilent) with { EscalateAt = Sight.Noon.AddMinutes(3) };

        Assert.True(Sight.Decide(Sight.Of(branch, open)).IsEmpty);
        Assert.False(AlertRules.HasSilenceChanged(Sight.Of(branch, open), Sight.Noon));
        Assert.True(AlertRules.HasSilenceChanged(Sight.Of(Sight.Branch, open), Sight.Noon));
    }

    [Fact]
    public void The_agent_seen_last_tells_how_the_tss_is()
    {
        var old = Sight.Agent with { Id = "a0", SeenAt = Sight.Noon.AddDays(-1), TssOutage = true };
        var young = Sight.Agent with { TssOutage = true };

        Assert.Empty(Sight.Decide(Sight.Of(Sight.Branch with { Agents = [old, Sight.Agent] })).Opened);
        Assert.Equal(
            AlertKind.TssOutage,
            Assert.Single(Sight.Decide(Sight.Of(Sight.Branch with { Agents = [old, young] })).Opened).Kind);
    }

    [Theory]
    [InlineData(9, 10, false)]
    [InlineData(10, 10, true)]
    [InlineData(10, null, false)]
    public void What_the_till_does_not_take_is_told_after_a_while(int waited, int? after, bool isTold)
    {
        var branch = Sight.Branch with
        {
            Agents = [Sight.Agent with { Awaiting = 3, AwaitingSince = Sight.Noon.AddMinutes(-waited) }],
            Chosen = new ChosenAlertSettings(HandOverAfter: TimeSpan.FromMinutes(after ?? 11)),
        };

        var plan = Sight.Decide(Sight.Of(branch));

        Assert.Equal(isTold ? [AlertKind.NotHandedOver] : [], plan.Opened.Select(one => one.Kind));
        Assert.Equal(isTold ? 3 : null, plan.Changed.SingleOrDefault()?.Amount);
        // Told, it looks for the escalation; else for the moment it is to be told.
        Assert.Equal(Sight.Noon.AddMinutes(isTold ? 10 : (after ?? 11) - waited), plan.LookAt);
    }

    [Theory]
    [InlineData(51, false)]
    [InlineData(50, true)]
    [InlineData(0, true)]
    public void Numbers_are_told_of_when_a_twentieth_is_left(long left, bool isTold) => Assert.Equal(
        isTold ? [AlertKind.NumbersRunningOut] : [],
        Sight.Decide(Sight.Of(Sight.Branch with { NumbersLeft = left })).Opened.Select(one => one.Kind));

    [Theory]
    [InlineData(19, null, 0, "", false)]
    [InlineData(20, null, 0, "20", false)]
    [InlineData(25, 20, 4, "", false)]
    [InlineData(25, 20, 5, "25", true)]
    [InlineData(20, 20, 5, "20", false)]
    [InlineData(19, 20, 5, "none", false)]
    public void A_queue_grows_when_it_is_long_and_longer_than_before(
        int queued, int? before, int minutesAgo, string sample, bool isTold)
    {
        var branch = Sight.Branch with
        {
            Queued = queued,
            Sample = before is { } length ? new QueueSample(length, Sight.Noon.AddMinutes(-minutesAgo)) : null,
        };

        var plan = Sight.Decide(Sight.Of(branch));

        Assert.Equal(isTold ? [AlertKind.QueueGrowing] : [], plan.Opened.Select(one => one.Kind));
        Assert.Equal(
            sample, string.Concat(plan.Samples.Select(one => one.Sample?.Length.ToString() ?? "none")));
    }

    [Fact]
    public void What_was_written_ahead_of_a_clock_that_was_set_back_is_not_believed()
    {
        var sample = Sight.Branch with { Queued = 25, Sample = new QueueSample(20, Sight.Noon.AddHours(5)) };
        Assert.Equal(new QueueSample(25, Sight.Noon), Assert.Single(Sight.Decide(Sight.Of(sample)).Samples).Sample);

        var agent = Sight.Branch with { Agents = [Sight.Agent with { SeenAt = Sight.Noon.AddHours(5) }] };
        var open = Sight.Incident(AlertKind.AgentSilent);
        Assert.Equal(Sight.Noon, Assert.Single(Sight.Decide(Sight.Of(agent, open)).Changed).Since);
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(10, true)]
    public void A_long_queue_is_well_again_when_half_of_it_is_gone(int queued, bool isCalm)
    {
        var open = Sight.Incident(AlertKind.QueueGrowing) with { Acknowledged = true };

        var plan = Sight.Decide(Sight.Of(Sight.Branch with { Queued = queued }, open));

        Assert.Equal(isCalm ? Sight.Noon : null, plan.Changed.SingleOrDefault()?.CalmSince);
    }

    private static WatchHours? Hours(string? text)
    {
        var minutes = text?.Split('-').Select(part => (int)TimeSpan.Parse(part).TotalMinutes).ToList();
        return minutes is null ? null : new WatchHours(minutes[0], minutes[1]);
    }
}
