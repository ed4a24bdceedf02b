using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Glance;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Tests.Shell;

namespace OrderConnector.Portal.Tests.Glance;

public sealed class BranchesAtAGlance
{
    [Fact]
    public void A_branch_that_is_well_worries_nobody() => Assert.Equal(Worry.None, View(Calm()).Worry);

    [Theory]
    [InlineData(2.9, Worry.None)]
    [InlineData(3, Worry.Trouble)]
    public void An_agent_that_is_silent_is_told_of(double minutes, Worry worry)
    {
        var view = View(Calm(seenAt: Rendered.Now.AddMinutes(-minutes)));

        Assert.Equal(worry, view.Worry);
        Assert.All(view.Concerns, concern => Assert.Contains("3 Min.", concern.Text.German, StringComparison.Ordinal));
    }

    [Fact]
    public void The_worst_comes_first()
    {
        var view = View(Calm(tss: "outage") with { Held = 1, Overdue = 20_000 });

        Assert.Equal(
            ["The TSS is out: receipts go out marked and unsigned.",
                "10,000+ orders have waited too long to be collected.", "1 order is held and needs a decision."],
            view.Concerns.Select(concern => concern.Text.English));
    }

    [Fact]
    public void An_incident_worries_until_somebody_has_taken_it_over()
    {
        var open = new IncidentLine(
            "1f", "mitte", "Mitte", "Europe/Berlin", AlertKind.OrderOverdue, Rendered.Now, 2, null, null, null);
        var elsewhere = open with { BranchId = "nord" };

        Assert.Equal(Worry.Trouble, BranchView.Of(Calm(), [open, elsewhere], Rendered.Now).Worry);
        Assert.Equal(
            Worry.Attention,
            BranchView.Of(Calm(), [open with { AcknowledgedAt = Rendered.Now }, elsewhere], Rendered.Now).Worry);
        Assert.Equal(Worry.None, BranchView.Of(Calm(), [elsewhere], Rendered.Now).Worry);
    }

    [Fact]
    public void Without_an_agent_nobody_collects() =>
        Assert.Equal(GlanceTexts.NoAgent, Assert.Single(View(Calm() with { Agents = [] }).Concerns).Text);

    [Fact]
    public void The_agent_that_called_last_speaks_for_the_branch()
    {
        var calm = Calm();
        var old = calm.Agents[0] with { Id = "old", SeenAt = Rendered.Now.AddDays(-2), Tss = "outage" };

        Assert.Equal(Worry.None, View(calm with { Agents = [old, .. calm.Agents] }).Worry);
    }

    // 15:00 in London is 16:00 in Berlin, where the day began an hour earlier.
    [Fact]
    public void The_day_is_the_branch_s_own()
    {
        HourGlance[] hours =
        [
            new(At(21, 10), "received", 7), new(At(20, 23), "received", 2), new(At(20, 22), "received", 1),
            new(At(21, 10), "signed", 5), new(At(20, 22), "signed", 9), new(At(21, 10), "unsigned", 1),
            new(At(14, 10), "received", 4), new(At(21, 10), "counter", 3),
        ];

        var view = View(Calm() with { Hours = hours });

        Assert.Equal((5, 1), (view.Signed, view.Unsigned));
        Assert.Equal((7, 2, 9), (view.Today[11], view.Today[0], view.Today.Sum()));
        Assert.Equal(4, view.WeekAgo[11]);
    }

    [Theory]
    [InlineData(Language.German, "Heute 9 Bestellungen. Am meisten um 11 Uhr: 7.")]
    [InlineData(Language.English, "9 orders today. Most at 11:00: 7.")]
    public async Task The_picture_of_the_day_can_be_heard(Language language, string words)
    {
        var branch = View(Calm() with { Hours = [new(At(21, 10), "received", 7), new(At(20, 23), "received", 2)] });

        var html = await Rendered.Html<GlancePage>(
            ("Frame", Rendered.Frame(language)), ("Model", new GlanceModel([branch])));

        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("Mitte &amp; S&#xF6;hne", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
    }

    // In India the clock is five and a half hours ahead: 18:00 UTC is 23:30, and the day's first whole hour begins at
    // 19:00 UTC of the day before, at half past midnight.
    [Theory]
    [InlineData(Language.German, "Am meisten um 10:30 Uhr: 7.")]
    [InlineData(Language.English, "Most at 10:30: 7.")]
    public async Task Hours_begin_at_half_past_where_the_branch_s_clock_is_half_an_hour_off(
        Language language, string words)
    {
        HourGlance[] hours =
        [
            new(At(20, 18), "received", 4), new(At(20, 19), "received", 2), new(At(21, 5), "received", 7),
            new(At(20, 18), "signed", 9), new(At(20, 19), "signed", 5), new(At(14, 5), "received", 3),
        ];

        var branch = View(Calm() with { TimeZone = "Asia/Kolkata", Hours = hours });
        var html = await Rendered.Html<GlancePage>(
            ("Frame", Rendered.Frame(language)), ("Model", new GlanceModel([branch])));

        Assert.Equal((2, 7, 9), (branch.Today[0], branch.Today[10], branch.Today.Sum()));
        Assert.Equal((3, 5, 30), (branch.WeekAgo[10], branch.Signed, branch.Minute));
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("<td>10:30</td>", html, StringComparison.Ordinal);
        Assert.Contains(">06:30</text>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_branches_are_searched_and_read_page_by_page()
    {
        var model = new GlanceModel([View(Calm())])
        {
            Next = "mitte", IsFirst = false, Search = "s & s", AreMany = true,
        };

        var html = await Rendered.Html<GlancePage>(("Frame", Rendered.Frame(Language.English)), ("Model", model));

        Assert.Contains("href=\"/portal?q=s%20%26%20s&amp;after=mitte\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/portal?q=s%20%26%20s\"", html, StringComparison.Ordinal);
        Assert.Contains("value=\"s &amp; s\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_branch_is_told_so()
    {
        var html = await Rendered.Html<GlancePage>(
            ("Frame", Rendered.Frame(Language.English)), ("Model", new GlanceModel([])));

        Assert.Contains(GlanceTexts.NoBranches.English, html, StringComparison.Ordinal);
    }

    private static BranchView View(BranchGlance glance) => BranchView.Of(glance, [], Rendered.Now);

    private static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.Zero);

    private static BranchGlance Calm(DateTimeOffset? seenAt = null, string tss = "ok") => new(
        "mitte", "Mitte & Söhne", "Europe/Berlin", 0, null, 0, 0,
        [new AgentGlance("a1", "EAS-1", "1.0", seenAt ?? Rendered.Now, tss)], []);
}
