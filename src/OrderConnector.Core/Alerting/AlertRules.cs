using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Alerting;

/// <summary>Decides what of all that stands in the store is an alert at a moment, and who hears of it.</summary>
public static class AlertRules
{
    /// <summary>What changes; nothing about any order's state does.</summary>
    /// <param name="view">What stands.</param>
    /// <param name="signsKnown">Whether signs of life could be read from everywhere they are written down.</param>
    /// <param name="pace">What holds for every branch.</param>
    /// <param name="now">The moment.</param>
    public static AlertPlan Decide(AlertView view, bool signsKnown, AlertPace pace, DateTimeOffset now)
    {
        var draft = new PlanDraft(view.Turn, now);
        var incidents = view.Incidents.ToDictionary(incident => (incident.BranchId, incident.Kind));
        var settings = view.Branches.ToDictionary(
            branch => branch.Id, branch => AlertSettings.Of(branch.Chosen), StringComparer.Ordinal);
        var late = new Dictionary<AlertKind, ILookup<string, OverdueOrder>>
        {
            [AlertKind.OrderOverdue] = Overdue(AlertKind.OrderOverdue, view.Queued),
            [AlertKind.HeldOrders] = Overdue(AlertKind.HeldOrders, view.Undecided),
            [AlertKind.ReleaseOverdue] = Overdue(AlertKind.ReleaseOverdue, view.Waiting),
            [AlertKind.CollectedLate] = JudgeLate(view, pace, draft),
        };
        var rules = new IncidentRules(draft, pace, now);
        foreach (var branch in view.Branches)
        {
            var own = settings[branch.Id];
            foreach (var kind in Enum.GetValues<AlertKind>())
            {
                var incident = incidents.GetValueOrDefault((branch.Id, kind));
                var finding = kind.ListsOrders()
                    ? OrderRules.Find(kind, [.. late[kind][branch.Id]], incident)
                    : Judge(branch, own, kind, incident is not null, signsKnown, pace, now);
                rules.Advance(branch, own, kind, incident, finding);
            }

            Remember(branch, own, incidents.ContainsKey((branch.Id, AlertKind.QueueGrowing)), pace, now, draft);
        }

        return draft.ToPlan();

        ILookup<string, OverdueOrder> Overdue(AlertKind kind, IReadOnlyList<WatchedOrder> orders)
        {
            var judged = orders.Where(order => settings.ContainsKey(order.BranchId))
                .Select(order => (order.BranchId, order.Row, order.Since,
                    At: OrderRules.OverdueAt(kind, order, settings[order.BranchId], pace)))
                .ToList();
            judged.ForEach(order => draft.LookAt(order.At));
            return judged.Where(order => order.At <= now).Take(OrderRules.MostListed).ToLookup(
                order => order.BranchId, order => new OverdueOrder(order.Row, order.Since, order.At),
                StringComparer.Ordinal);
        }
    }

    /// <summary>
    /// Whether an agent fell silent or came back since its branch's incidents were read: a branch whose agent is
    /// silent has an open incident, any other has none.
    /// </summary>
    /// <param name="view">What was read, with signs of life as they are now.</param>
    /// <param name="now">The moment.</param>
    public static bool HasSilenceChanged(AlertView view, DateTimeOffset now) => view.Branches.Any(branch =>
    {
        var isOpen = view.Incidents.Any(incident =>
            incident.BranchId == branch.Id && incident.Kind == AlertKind.AgentSilent);
        var isSilent = BranchRules.AgentSilent(branch, AlertSettings.Of(branch.Chosen), signsKnown: true, now).Active;
        return isSilent is { } silent && silent != isOpen;
    });

    private static Finding Judge(
        WatchedBranch branch, AlertSettings settings, AlertKind kind, bool isOpen, bool signsKnown, AlertPace pace,
        DateTimeOffset now) => kind switch
        {
            AlertKind.AgentSilent => BranchRules.AgentSilent(branch, settings, signsKnown, now),
            AlertKind.TssOutage => BranchRules.TssOutage(branch),
            AlertKind.QueueGrowing => BranchRules.QueueGrowing(branch, settings, isOpen, pace, now),
            AlertKind.NotHandedOver => BranchRules.NotHandedOver(branch, settings, now),
            AlertKind.NumbersRunningOut => BranchRules.NumbersRunningOut(branch),
            AlertKind.OrderOverdue or AlertKind.CollectedLate or AlertKind.HeldOrders or AlertKind.ReleaseOverdue =>
                throw new InvalidOperationException($"{kind} is judged order by order."),
        };

    // One that people were alerted to while it waited is told of by that incident's all-clear. Collected between two
    // readings of one look, an order is in both lists: this turn judges it as waiting, the next one as collected.
    private static ILookup<string, OverdueOrder> JudgeLate(AlertView view, AlertPace pace, PlanDraft draft)
    {
        var waiting = view.Queued.Select(order => (order.Row, order.Since)).ToHashSet();
        var orders = view.Late.Where(late => !waiting.Contains((late.Order.Row, late.Order.Since))).ToList();
        draft.Judged.AddRange(orders.Select(late => late.Order.Row));
        var tooLate = orders.Where(late => !late.WasOverdue)
            .Select(late => (Late: late, At: DeadlineRules.OverdueAt(late.Order, pace.PreOrderLead)))
            .Where(one => one.At < one.Late.CollectedAt)
            .ToList();
        draft.Settled.AddRange(tooLate.Select(one => new Settlement(
            AlertKind.CollectedLate, one.Late.Order.Row, OrderState.Collected, one.Late.CollectedAt)));
        return tooLate.ToLookup(
            one => one.Late.Order.BranchId,
            one => new OverdueOrder(one.Late.Order.Row, one.Late.Order.Since, one.At),
            StringComparer.Ordinal);
    }

    private static void Remember(
        WatchedBranch branch, AlertSettings settings, bool isOpen, AlertPace pace, DateTimeOffset now,
        PlanDraft draft)
    {
        if (BranchRules.Sample(branch, settings, isOpen, pace, now) is { } sample)
        {
            draft.Samples.Add(sample);
        }

        if (branch.Queued >= settings.QueueLimit && !isOpen)
        {
            draft.LookAt((branch.Sample?.At ?? now) + pace.GrowthTime);
        }

        foreach (var agent in branch.Agents)
        {
            draft.LookAt(agent.AwaitingSince + settings.HandOverAfter);
        }
    }
}
