using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Reading;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What the pages read.</summary>
public abstract partial class OrderStoreCompliance
{
    private IPortalQueries Queries => (IPortalQueries)Store;

    [Fact]
    public async Task What_the_glance_shows_is_counted_in_its_hour_once()
    {
        await EnrolAsync("a1");
        await CollectedAsync("D");
        await ReportAsync("a1", Tell(1, "signed", "D", new { status = "signed" }));
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        await AddNewAsync(Order("C") with { State = OrderState.AwaitingPayment, ExpiresAt = Noon });
        await Store.AddAsync(Order("B"), default);
        await Store.MoveAsync(
            new MoveOrder(OrderId.Derive("webshop", "B"), [OrderState.Queued], OrderState.Cancelled, "channel:webshop",
                null, Noon.AddHours(1)),
            default);
        await Store.ExpireAsync(Noon.AddHours(1), 10, default);

        var hours = (await Queries.ReadGlanceAsync([Branch], Noon.AddHours(1), default)).Single().Hours;

        Assert.Equal(
            [(Noon, "received", 4), (Noon, "signed", 1)],
            hours.Select(hour => (hour.Begin, hour.What, hour.Count)).Order());
        Assert.Contains(
            (await Queries.ReadGlanceAsync(null, Noon.AddHours(1) + BranchGlance.Week, default)).Single().Hours,
            hour => hour is { What: "received", Count: 4 });
    }

    [Fact]
    public async Task A_glance_shows_what_waits_and_since_when()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A") with { Now = Noon.AddMinutes(-6) });
        await AddNewAsync(Order("B"));
        await AddNewAsync(Order("H") with { State = OrderState.Held, HeldReason = "total" });

        var glance = (await Queries.ReadGlanceAsync(null, Noon, default)).Single(branch => branch.Id == Branch);

        Assert.Equal((2, 0, 1), (glance.Pending, glance.Overdue, glance.Held));
        Assert.Equal(Noon.AddMinutes(-6), glance.OldestAt);
        Assert.Equal("a1", Assert.Single(glance.Agents).Id);
        Assert.Empty(await Queries.ReadGlanceAsync(["elsewhere"], Noon, default));
        Assert.Empty(await Queries.ReadGlanceAsync([], Noon, default));
    }

    [Fact]
    public async Task The_story_of_an_order_tells_what_happened_to_it_and_to_no_other()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        await CollectedAsync("B");
        await ReportAsync(
            "a1", Tell(1, "waiting", "A"), Tell(2, "waiting", "B"), Tell(3, "released", "A", new { actor = "staff:eva" }),
            Tell(4, "signed", "A", new { status = "signed" }));
        var id = OrderId.Derive("webshop", "A");

        var story = await Queries.ReadStoryAsync(id, default);
        var portrait = await Queries.FindPortraitAsync(id, default);

        Assert.Equal(
            [OrderState.Queued, OrderState.Collected, OrderState.Signed], story.Moves.Select(move => move.To));
        Assert.Equal(["waiting", "released", "signed"], story.Reports.Select(report => report.Kind));
        Assert.Equal(("a1", 4), (story.Reports[2].AgentId, story.Reports[2].Sequence));
        Assert.Equal(("Mitte", "Europe/Berlin", "a1"), (portrait!.BranchName, portrait.TimeZone, portrait.Lease!.AgentId));
        Assert.Null(await Queries.FindPortraitAsync(OrderId.Derive("webshop", "none"), default));
    }

    [Fact]
    public async Task Whoever_waits_for_a_change_hears_of_it_at_once()
    {
        var mark = Queries.ChangeMark;
        var waiting = Queries.WaitForChangeAsync(mark, TimeSpan.FromSeconds(20), TimeProvider.System, default);

        await AddNewAsync(Order("A"));

        Assert.NotEqual(mark, await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_mark_of_another_process_has_moved()
    {
        Assert.NotEqual("f.1", await Queries.WaitForChangeAsync(
            "f.1", TimeSpan.FromSeconds(20), TimeProvider.System, default).WaitAsync(TimeSpan.FromSeconds(10)));
    }
}
