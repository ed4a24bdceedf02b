using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task An_order_that_waits_anew_is_looked_at_anew_and_its_first_wait_stays_on_record()
    {
        var raised = await RaiseAsync();
        var incident = Assert.Single((await LookAsync()).Incidents);
        var row = incident.Open[0].Row;
        Assert.Equal(FlagResult.Flagged, (await FlagAsync("A")).Result);
        await SettleAsync(AlertKind.OrderOverdue, row, OrderState.TransmittedManually);
        Assert.Equal(UnflagResult.Withdrawn, await UnflagAsync("A"));

        var again = Assert.Single((await LookAsync()).Queued);
        Assert.Equal((row, Noon.AddMinutes(5)), (again.Row, again.Since));
        await ListAsync(incident, again);

        // One and the same wait is never listed again, whoever decides.
        Assert.Empty((await LookAsync()).Queued);
        await Assert.ThrowsAnyAsync<Exception>(() => ListAsync(incident, again));
        var orders = (await Alerts.ReadNoticeAsync(raised, 10, default))!.Incident!.Orders;
        Assert.Equal(["A", "A", "B"], orders.Select(order => order.ExternalId));
        Assert.Equal([OrderState.TransmittedManually, null, null], orders.Select(order => order.Outcome));
        var story = await Queries.ReadStoryAsync(Order("A").Id, default);
        Assert.Equal((2, 1), (story.Alerts.Count, story.Notices.Count));
        await SettleAsync(AlertKind.OrderOverdue, row, OrderState.Collected);
        Assert.Empty((await LookAsync()).Queued);
    }

    [Fact]
    public async Task Flagged_and_queued_again_between_two_looks_an_order_is_known_already()
    {
        await RaiseAsync();
        Assert.Equal(FlagResult.Flagged, (await FlagAsync("A")).Result);
        Assert.Equal(UnflagResult.Withdrawn, await UnflagAsync("A"));

        Assert.Empty((await LookAsync()).Queued);
    }

    [Fact]
    public async Task What_was_held_and_is_set_aside_later_needs_a_person_again()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("H") with { State = OrderState.Held });
        var held = Assert.Single((await LookAsync()).Undecided);
        await ListAsync(await OpenAsync(AlertKind.HeldOrders), held);
        Assert.Empty((await LookAsync()).Undecided);
        await Store.MoveAsync(
            new MoveOrder(Order("H").Id, [OrderState.Held], OrderState.Queued, Manager, "fine", Noon), default);
        await SettleAsync(AlertKind.HeldOrders, held.Row, OrderState.Queued);
        var leased = Assert.Single((await CollectAsync(Visit("a1"))).Orders);
        Assert.Equal(["yours"], await ConfirmAsync("a1", leased.Lease));

        await ReportAsync("a1", Tell(1, "setAside", "H", new { actor = "agent:a1", reason = "unreadable" }));

        var aside = Assert.Single((await LookAsync()).Undecided);
        Assert.Equal(held.Row, aside.Row);
        Assert.NotEqual(held.Since, aside.Since);
    }

    [Fact]
    public async Task Who_waits_for_staff_a_second_time_is_seen_a_second_time()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        await ReportAsync("a1", Tell(1, "waiting", "A"));
        var first = Assert.Single((await LookAsync()).Waiting);
        await ListAsync(await OpenAsync(AlertKind.ReleaseOverdue), first);
        await ReportAsync("a1", Tell(2, "released", "A", new { actor = "staff:eva" }));
        await SettleAsync(AlertKind.ReleaseOverdue, first.Row, OrderState.Collected);
        Assert.Empty((await LookAsync()).Waiting);

        await Store.ReportAsync(
            new ReceiveReports(
                "a1", Branch, "j-a1", [Tell(3, "waiting", "A") with { At = Noon.AddMinutes(8) }], Noon.AddMinutes(8)),
            default);

        var second = Assert.Single((await LookAsync()).Waiting);
        Assert.True(second.Since > first.Since);
    }

    [Fact]
    public async Task Late_a_second_time_an_order_was_not_overdue_because_it_was_the_first_time()
    {
        await EnrolAsync("a1");
        await RaiseAsync();
        var row = Assert.Single((await LookAsync()).Incidents).Open[0].Row;
        await FlagAsync("A");
        await SettleAsync(AlertKind.OrderOverdue, row, OrderState.TransmittedManually);
        await UnflagAsync("A");
        var leased = (await CollectAsync(Visit("a1", now: Noon.AddMinutes(5)))).Orders;
        await Store.ConfirmAsync(
            new ConfirmOrders("a1", Branch, [.. leased.Select(order => order.Lease)], Noon.AddMinutes(30)), default);

        var late = (await LookAsync()).Late;

        // The second wait of A nobody was alerted to; of B they were.
        Assert.Equal([(Noon.AddMinutes(5), false), (Noon, true)], late.Select(one => (one.Order.Since, one.WasOverdue)));
    }

    [Fact]
    public async Task A_sign_of_life_from_a_time_still_to_come_is_written_anew()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", now: Noon.AddHours(3)));

        await CollectAsync(Visit("a1"));

        var agent = Assert.Single(Assert.Single((await LookAsync()).Branches).Agents);
        Assert.Equal(Noon, agent.SeenAt);
    }

    private async Task SettleAsync(AlertKind kind, long row, OrderState state) =>
        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with { Settled = [new Settlement(kind, row, state, Noon.AddMinutes(1))] },
            default));

    private async Task<OpenIncident> OpenAsync(AlertKind kind)
    {
        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with
            {
                Opened = [new NewIncident(AlertIds.Incident(Branch, kind, Noon), Branch, kind, Noon)],
            },
            default));
        return (await LookAsync()).Incidents.Single(one => one.Kind == kind);
    }

    private async Task ListAsync(OpenIncident incident, WatchedOrder order) =>
        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with
            {
                Listed =
                [
                    new NewListing(
                        incident.Id, incident.Kind, order.Row, order.Since, order.Since.AddMinutes(5),
                        order.Since.AddMinutes(5)),
                ],
            },
            default));
}
