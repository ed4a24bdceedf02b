using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using static OrderConnector.Core.Tests.Alerting.Sight;

namespace OrderConnector.Core.Tests.Alerting;

public sealed class TellingOfAnIncident
{
    [Fact]
    public void All_that_is_late_makes_one_incident_and_one_notice_for_each_of_the_first_level()
    {
        var branch = Branch with { Contacts = [.. Branch.Contacts, new ContactLevel("hook", 1)] };

        var plan = Decide(Of(branch) with { Queued = [Order(1), Order(2), Order(3, minutesAgo: 4)] });

        Assert.Equal(AlertKind.OrderOverdue, Assert.Single(plan.Opened).Kind);
        Assert.Equal([1L, 2L], plan.Listed.Select(one => one.Row));
        Assert.All(plan.Listed, one => Assert.Equal(Noon.AddMinutes(-1), one.OverdueAt));
        Assert.Equal(["raised kitchen", "raised hook"], Told(plan));
        var incident = Assert.Single(plan.Changed);
        Assert.Equal((2, 1, Noon.AddMinutes(10)), (incident.Orders, incident.Level, incident.EscalateAt));
        // The third order is late in a minute.
        Assert.Equal(Noon.AddMinutes(1), plan.LookAt);
        Assert.Equal(7, plan.Turn);
    }

    [Fact]
    public void A_decision_made_twice_makes_the_same_rows()
    {
        var view = Of(Branch) with { Queued = [Order(1)] };

        Assert.Equal(
            Decide(view).Notices.Select(one => (one.Id, one.IncidentId)),
            Decide(view).Notices.Select(one => (one.Id, one.IncidentId)));
    }

    [Fact]
    public void When_all_is_well_nothing_is_written()
    {
        var plan = Decide(Of(Branch) with { Queued = [Order(1, minutesAgo: 1)] });

        Assert.True(plan.IsEmpty);
        Assert.Equal(Noon.AddMinutes(4), plan.LookAt);
    }

    [Fact]
    public void Without_contacts_an_incident_begins_and_is_told_as_soon_as_there_is_one()
    {
        var nobody = Branch with { Contacts = [] };
        var opened = Decide(Of(nobody) with { Queued = [Order(1)] });

        Assert.Empty(opened.Notices);
        Assert.Equal((0, null), (opened.Changed[0].Level, opened.Changed[0].EscalateAt));
        var untold = Incident() with { Level = 0, EscalateAt = null, ToldAt = null, Told = [] };
        Assert.True(Decide(Of(nobody, untold)).IsEmpty);
        Assert.Equal(["raised kitchen"], Told(Decide(Of(Branch, untold))));
    }

    [Fact]
    public void Without_acknowledgement_the_next_level_hears_in_time_and_then_nobody()
    {
        var early = Incident() with { EscalateAt = Noon.AddMinutes(1) };
        Assert.True(Decide(Of(Branch, early)).IsEmpty);
        Assert.Equal(Noon.AddMinutes(1), Decide(Of(Branch, early)).LookAt);

        var plan = Decide(Of(Branch, Incident()));

        Assert.Equal(["escalated owner"], Told(plan));
        Assert.Equal((2, null), (plan.Changed[0].Level, plan.Changed[0].EscalateAt));
        var last = Incident() with { Level = 2, EscalateAt = null, Told = ["kitchen", "owner"] };
        Assert.True(Decide(Of(Branch, last)).IsEmpty);
    }

    [Fact]
    public void A_contact_of_a_higher_level_that_comes_later_is_waited_for_anew()
    {
        var plan = Decide(Of(Branch, Incident() with { EscalateAt = null }));

        Assert.Empty(plan.Notices);
        Assert.Equal(Noon.AddMinutes(10), plan.Changed[0].EscalateAt);
    }

    [Fact]
    public void Who_acknowledged_is_left_alone_while_the_list_grows()
    {
        var taken = Incident() with { Acknowledged = true, EscalateAt = null };

        var plan = Decide(Of(Branch, taken) with { Queued = [Order(2), Order(3), Order(4)] });

        Assert.Empty(plan.Notices);
        Assert.Equal(4, plan.Changed[0].Orders);
        Assert.Equal("i1", plan.Listed[0].IncidentId);
    }

    [Fact]
    public void Emergency_operation_is_told_of_once_and_nobody_else_is_called()
    {
        var emergency = Branch with { InEmergency = true };

        Assert.Equal(["raised kitchen"], Told(Decide(Of(emergency) with { Queued = [Order(1)] })));
        Assert.True(Decide(Of(emergency, Incident())).IsEmpty);
        Assert.Equal(["escalated owner"], Told(Decide(Of(Branch, Incident()))));
    }

    [Theory]
    // Told of one order; two more make three.
    [InlineData(2, 15, true)]
    [InlineData(2, 14, false)]
    [InlineData(0, 99, false)]
    public void Growth_is_told_when_it_doubled_and_not_before_a_pause(int more, int minutes, bool isTold)
    {
        var incident = Incident() with
        {
            ToldAt = Noon.AddMinutes(-minutes), EscalateAt = Noon.AddMinutes(5), Open = [Waiting(1)],
        };

        var plan = Decide(Of(Branch, incident) with
        {
            Queued = [.. Enumerable.Range(2, more).Select(row => Order(row))],
        });

        Assert.Equal(isTold ? ["grown kitchen"] : [], Told(plan));
        Assert.Equal(isTold ? 3 : 1, plan.Changed.SingleOrDefault()?.ToldOrders ?? 1);
    }

    [Fact]
    public void An_incident_ends_when_all_was_well_for_a_while_with_an_all_clear_to_everybody_told()
    {
        var collected = new ListedOrder(1, OrderState.Signed, Noon.AddMinutes(-2), Waiting: false);
        var incident = Incident() with { Told = ["kitchen", "owner"], Open = [collected] };

        var calm = Decide(Of(Branch, incident));
        Assert.Equal(
            new Settlement(AlertKind.OrderOverdue, 1, OrderState.Signed, Noon.AddMinutes(-2)),
            Assert.Single(calm.Settled));
        Assert.Empty(calm.Notices);
        Assert.Equal((Noon, null), (calm.Changed[0].CalmSince, calm.Changed[0].ClosedAt));
        Assert.Equal(Noon.AddMinutes(2), calm.LookAt);

        var settled = incident with { CalmSince = Noon, Open = [] };
        Assert.True(Decide(Of(Branch, settled), Noon.AddSeconds(119)).IsEmpty);
        var over = Decide(Of(Branch, settled), Noon.AddMinutes(2));
        Assert.Equal(["allClear kitchen", "allClear owner"], Told(over));
        Assert.Equal(Noon.AddMinutes(2), over.Changed[0].ClosedAt);
    }

    [Fact]
    public void What_flickers_stays_one_incident()
    {
        var incident = Incident() with { CalmSince = Noon.AddMinutes(-1), Open = [], EscalateAt = Noon.AddHours(1) };

        var plan = Decide(Of(Branch, incident) with { Queued = [Order(2)] });

        Assert.Empty(plan.Opened);
        Assert.Null(plan.Changed[0].CalmSince);
        Assert.Equal("i1", Assert.Single(plan.Listed).IncidentId);
        Assert.Equal(["allClear kitchen"], Told(Decide(Of(Branch, incident), Noon.AddMinutes(1))));
    }

    [Fact]
    public void Orders_collected_late_are_told_once_together_and_need_no_all_clear()
    {
        LateOrder Late(long row, double minutes, bool wasOverdue) =>
            new(Order(row, minutesAgo: 20), Noon.AddMinutes(-20 + minutes), wasOverdue);
        var plan = Decide(Of(Branch) with { Late = [Late(1, 6, false), Late(2, 5, false), Late(3, 9, true)] });

        Assert.Equal(AlertKind.CollectedLate, Assert.Single(plan.Opened).Kind);
        Assert.Equal([1L], plan.Listed.Select(one => one.Row));
        Assert.Equal([1L, 2L, 3L], plan.Judged);
        Assert.Equal(
            new Settlement(AlertKind.CollectedLate, 1, OrderState.Collected, Noon.AddMinutes(-14)),
            Assert.Single(plan.Settled));
        Assert.Equal(["raised kitchen"], Told(plan));
        Assert.Null(plan.Changed[0].EscalateAt);

        var open = Incident(AlertKind.CollectedLate) with { EscalateAt = null, CalmSince = Noon, Open = [] };
        var alive = Branch with { Agents = [Agent with { SeenAt = Noon.AddMinutes(15) }] };
        var over = Decide(Of(alive, open), Noon.AddMinutes(15));
        Assert.Empty(over.Notices);
        Assert.Equal(Noon.AddMinutes(15), over.Changed[0].ClosedAt);
    }

    [Fact]
    public void An_order_collected_while_it_was_looked_at_is_alerted_to_once()
    {
        var order = Order(1, minutesAgo: 20);
        LateOrder Late(WatchedOrder waited) => new(waited, Noon, WasOverdue: false);

        var plan = Decide(Of(Branch) with { Queued = [order], Late = [Late(order)] });
        Assert.Equal(AlertKind.OrderOverdue, Assert.Single(plan.Opened).Kind);
        Assert.Empty(plan.Judged);

        // Of an order that waits anew, the wait before is judged all the same.
        var earlier = Decide(Of(Branch) with { Queued = [order], Late = [Late(Order(1, minutesAgo: 50))] });
        Assert.Equal([1L], earlier.Judged);
    }

    [Fact]
    public void A_clock_that_was_set_back_delays_neither_the_next_level_nor_the_all_clear()
    {
        var ahead = Noon.AddHours(5);
        var waits = Incident() with { EscalateAt = ahead, ToldAt = ahead };
        var taken = Decide(Of(Branch, waits)).Changed.Single();
        Assert.Equal((Noon.AddMinutes(10), Noon), (taken.EscalateAt, taken.ToldAt));

        var calm = Incident() with { CalmSince = ahead, Open = [], EscalateAt = null, Acknowledged = true };
        Assert.Equal(Noon, Decide(Of(Branch, calm)).Changed.Single().CalmSince);
    }

    [Fact]
    public void Orders_that_wait_for_people_have_deadlines_of_their_own()
    {
        var plan = Decide(Of(Branch) with
        {
            Undecided = [Order(1, minutesAgo: 2), Order(2, minutesAgo: 1)],
            Waiting = [Order(3, minutesAgo: 3), Order(4, minutesAgo: 2)],
        });

        Assert.Equal([AlertKind.HeldOrders, AlertKind.ReleaseOverdue], plan.Opened.Select(one => one.Kind));
        Assert.Equal([1L, 3L], plan.Listed.Select(one => one.Row));
        Assert.Equal(Noon.AddMinutes(1), plan.LookAt);
    }

    [Fact]
    public void A_released_order_is_settled_though_it_stands_where_it_stood()
    {
        var waits = new ListedOrder(1, OrderState.Collected, Noon.AddMinutes(-30), Waiting: true);
        var incident = Incident(AlertKind.ReleaseOverdue) with { EscalateAt = Noon.AddMinutes(9), Open = [waits] };

        Assert.True(Decide(Of(Branch, incident)).IsEmpty);
        var plan = Decide(Of(Branch, incident with { Open = [waits with { Waiting = false }] }));

        Assert.Equal(
            new Settlement(AlertKind.ReleaseOverdue, 1, OrderState.Collected, Noon), Assert.Single(plan.Settled));
    }

    [Fact]
    public void A_branch_that_stands_still_is_listed_bit_by_bit()
    {
        var view = Of(Branch) with { Queued = [.. Enumerable.Range(1, 900).Select(row => Order(row))] };

        Assert.Equal(500, Decide(view).Listed.Count);
    }
}
