namespace OrderConnector.Core.Alerting;

/// <summary>
/// The life of an incident: it begins, lists orders, is told, grows, goes up level by level until somebody
/// acknowledges it, and ends with an all-clear to everybody who was told.
/// </summary>
internal sealed class IncidentRules(PlanDraft draft, AlertPace pace, DateTimeOffset now)
{
    /// <summary>One step for a branch and a kind.</summary>
    public void Advance(
        WatchedBranch branch, AlertSettings settings, AlertKind kind, OpenIncident? incident, Finding finding)
    {
        if (incident is null && finding.Active != true)
        {
            return;
        }

        var before = incident is null ? Open(branch, kind) : Present(incident, settings);
        foreach (var order in before.Open.Where(order => !OrderRules.StillWaits(kind, order)))
        {
            draft.Settled.Add(OrderRules.Settle(kind, order, now));
        }

        foreach (var order in finding.News)
        {
            draft.Listed.Add(new NewListing(before.Id, kind, order.Row, order.Since, order.OverdueAt, now));
        }

        var after = before with
        {
            Orders = before.Orders + finding.News.Count,
            CalmSince = finding.Active switch
            {
                true => null,
                false => before.CalmSince ?? now,
                null => before.CalmSince,
            },
        };
        var calmTime = kind == AlertKind.CollectedLate ? pace.LateDigest : pace.CalmTime;
        if (after.CalmSince is { } calm && now - calm >= calmTime)
        {
            Close(after, finding);
            return;
        }

        after = Tell(branch, settings, after);
        draft.LookAt(after.CalmSince + calmTime);
        if (after != incident)
        {
            Change(after, finding, closedAt: null);
        }
    }

    private OpenIncident Open(WatchedBranch branch, AlertKind kind)
    {
        var id = AlertIds.Incident(branch.Id, kind, now);
        draft.Opened.Add(new NewIncident(id, branch.Id, kind, now));
        return new OpenIncident(
            id, branch.Id, kind, now, Orders: 0, Level: 0, EscalateAt: null, ToldOrders: 0, ToldAt: null,
            CalmSince: null, Acknowledged: false, Told: [], Open: []);
    }

    // The clock was set back: what lies ahead of it would wait for the old time to come again.
    private OpenIncident Present(OpenIncident incident, AlertSettings settings) => incident with
    {
        EscalateAt = Earlier(incident.EscalateAt, now + settings.EscalateAfter),
        ToldAt = Earlier(incident.ToldAt, now),
        CalmSince = Earlier(incident.CalmSince, now),
    };

    private static DateTimeOffset? Earlier(DateTimeOffset? moment, DateTimeOffset limit) =>
        moment > limit ? limit : moment;

    // Orders collected late are told of when all is over already: there is nothing to clear.
    private void Close(OpenIncident incident, Finding finding)
    {
        if (incident.Kind != AlertKind.CollectedLate)
        {
            Notify(incident, NoticeKind.AllClear, ordinal: 0, incident.Told);
        }

        Change(incident, finding, closedAt: now);
    }

    private OpenIncident Tell(WatchedBranch branch, AlertSettings settings, OpenIncident incident)
    {
        if (incident.Acknowledged || incident.CalmSince is not null)
        {
            return incident;
        }

        if (incident.Level == 0)
        {
            return TellLevel(branch, settings, incident, NoticeKind.Raised);
        }

        // Whoever switched emergency operation on is at work: nobody else is called, until it ends.
        if (branch.InEmergency)
        {
            return incident;
        }

        var escalateAt = incident.EscalateAt ?? Escalation(branch, settings, incident.Kind, incident.Level);
        if (escalateAt <= now)
        {
            return TellLevel(branch, settings, incident, NoticeKind.Escalated);
        }

        draft.LookAt(escalateAt);
        return Grow(branch, incident with { EscalateAt = escalateAt });
    }

    private OpenIncident TellLevel(
        WatchedBranch branch, AlertSettings settings, OpenIncident incident, NoticeKind kind)
    {
        if (NextLevel(branch, incident.Level) is not { } level)
        {
            return incident with { EscalateAt = null };
        }

        var contacts = branch.Contacts.Where(contact => contact.Level == level).Select(contact => contact.Id);
        Notify(incident, kind, level, contacts);
        var escalateAt = Escalation(branch, settings, incident.Kind, level);
        draft.LookAt(escalateAt);
        return incident with
        {
            Level = level, EscalateAt = escalateAt, ToldOrders = incident.Orders, ToldAt = now,
        };
    }

    private OpenIncident Grow(WatchedBranch branch, OpenIncident incident)
    {
        if (incident.Orders < 2 * Math.Max(1, incident.ToldOrders) || incident.ToldAt is not { } told)
        {
            return incident;
        }

        if (now - told < pace.GrownPause)
        {
            draft.LookAt(told + pace.GrownPause);
            return incident;
        }

        Notify(
            incident, NoticeKind.Grown, incident.Orders,
            branch.Contacts.Where(contact => contact.Level <= incident.Level).Select(contact => contact.Id));
        return incident with { ToldOrders = incident.Orders, ToldAt = now };
    }

    private DateTimeOffset? Escalation(WatchedBranch branch, AlertSettings settings, AlertKind kind, int level) =>
        kind != AlertKind.CollectedLate && NextLevel(branch, level) is not null ? now + settings.EscalateAfter : null;

    private static int? NextLevel(WatchedBranch branch, int level) =>
        branch.Contacts.Where(contact => contact.Level > level).Min(contact => (int?)contact.Level);

    private void Notify(OpenIncident incident, NoticeKind kind, long ordinal, IEnumerable<string> contacts) =>
        draft.Notices.AddRange(contacts.Distinct(StringComparer.Ordinal).Select(contact => new NewNotice(
            AlertIds.Notice(incident.Id, contact, kind, ordinal), incident.Id, contact, kind, now)));

    private void Change(OpenIncident incident, Finding finding, DateTimeOffset? closedAt) =>
        draft.Changed.Add(new IncidentChange(
            incident.Id, incident.Orders, incident.Level, closedAt is null ? incident.EscalateAt : null,
            incident.ToldOrders, incident.ToldAt, incident.CalmSince, closedAt, finding.Since, finding.Amount));
}
