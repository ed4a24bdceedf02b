using OrderConnector.Core.Agents;
using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing;

/// <summary>What the store knows when an agent asks for orders.</summary>
/// <param name="Revoked">The agent was revoked.</param>
/// <param name="Session">The session it told of last; null before the first collect.</param>
/// <param name="SessionSeen">The session it tells of now was seen before.</param>
/// <param name="JournalId">Its journal; null before the first collect.</param>
/// <param name="Journal">What is known of the journal it tells of now; null where it is new.</param>
/// <param name="SeenAt">Its last recorded sign of life.</param>
/// <param name="Activity">Which agent the branch serves; null before the first.</param>
/// <param name="Numbers">The branch's numbers.</param>
/// <param name="HasOffer">An order could be leased to it.</param>
/// <param name="InEmergency">The branch is in emergency operation.</param>
internal sealed record CollectView(
    bool Revoked, string? Session, bool SessionSeen, string? JournalId, KnownJournal? Journal, DateTimeOffset? SeenAt,
    Activity? Activity, NumberRange Numbers, bool HasOffer, bool InEmergency);

/// <summary>A journal as the cloud knows it: its head by the last collect, its cursor by the last report.</summary>
internal sealed record KnownJournal(
    string AgentId, long Sequence, string HeadHash, long ReportedTo, string ReportedHash);

/// <summary>The agent a branch serves, and until when another one must wait.</summary>
internal sealed record Activity(string AgentId, string Session, DateTimeOffset Until);

/// <summary>Stage 7 of 14: decides whether an agent is served, and what of its visit must be written down.</summary>
/// <param name="Refusal">Why its journal is refused; null where it is not.</param>
/// <param name="StandbyUntil">Until when another agent is served; null where this one is.</param>
/// <param name="StartsSession">A session not seen before.</param>
/// <param name="StartsJournal">A journal not seen before.</param>
/// <param name="MovesHead">The journal grew since the last collect.</param>
/// <param name="TakesOver">The branch changes hands: the epoch grows.</param>
/// <param name="ShowsLife">The sign of life on record is too old.</param>
/// <param name="Gap">Numbers to step over.</param>
internal sealed record CollectPlan(
    string? Refusal, DateTimeOffset? StandbyUntil, bool StartsSession, bool StartsJournal, bool MovesHead,
    bool TakesOver, bool ShowsLife, (long First, long Last)? Gap)
{
    /// <summary>An idle agent is written down this often, not with every long poll: writing costs a flush.</summary>
    private static readonly TimeSpan s_lifeInterval = TimeSpan.FromSeconds(10);

    /// <summary>Where an agent may be silent for so long, it is written down once a minute.</summary>
    private static readonly TimeSpan s_longActivity = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_rareLife = TimeSpan.FromMinutes(1);

    /// <summary>Something must be written even where no order is leased.</summary>
    public bool Writes => Refusal is null
        && (StartsSession || StartsJournal || MovesHead || TakesOver || ShowsLife || Gap is not null);

    /// <summary>This is the agent the branch is served by.</summary>
    public bool Serves => Refusal is null && StandbyUntil is null;

    /// <summary>What the agent is told, once the orders are leased.</summary>
    public CollectOutcome Answer(CollectView view, IReadOnlyList<LeasedOrder> orders)
    {
        if (Refusal is { } refusal)
        {
            return new CollectOutcome.JournalRewound(refusal);
        }

        return StandbyUntil is { } until
            ? new CollectOutcome.Standby(until, view.InEmergency)
            : new CollectOutcome.Active(orders, (view.Journal?.ReportedTo ?? 0) + 1, view.InEmergency);
    }

    /// <summary>Decides.</summary>
    public static CollectPlan Decide(CollectView view, CollectOrders ask)
    {
        var refusal = RefuseSession(view, ask) ?? RefuseJournal(view, ask.Request);
        if (refusal is not null)
        {
            return new CollectPlan(refusal, null, false, false, false, false, false, null);
        }

        var session = ask.Request.Session;
        var isActive = view.Activity is { } activity && activity.AgentId == ask.AgentId;
        var until = Until(view.Activity, ask);
        var standby = !isActive && until > ask.Now ? until : null;
        return new CollectPlan(
            null,
            standby,
            session != view.Session,
            view.Journal is null,
            view.Journal?.Sequence != ask.Request.Journal.Sequence,
            standby is null && (!isActive || view.Activity!.Session != session),
            ShowLife(view, ask, isActive),
            view.Numbers.GapUpTo(ask.Request.HighestNumber));
    }

    // Whoever waits at a queue keeps its branch, although the store was not told; but not once it was revoked, which
    // ends its time for good.
    private static DateTimeOffset? Until(Activity? activity, CollectOrders ask) =>
        activity is not null && activity.Until > DateTimeOffset.UnixEpoch
            && ask.Seen is { } seen && seen.AgentId == activity.AgentId
            && seen.At + ask.ActivityTime > activity.Until
            ? seen.At + ask.ActivityTime
            : activity?.Until;

    private static bool ShowLife(CollectView view, CollectOrders ask, bool isActive)
    {
        // With a short activity time half of it is the interval, so that a living agent never loses its branch.
        var half = ask.ActivityTime / 2;
        var interval = half < s_lifeInterval ? half : ask.ActivityTime >= s_longActivity ? s_rareLife : s_lifeInterval;
        // Ahead of the clock, which was set back, a sign of life would hide a silence: it is written anew.
        return view.SeenAt is not { } seen || (ask.Now - seen).Duration() >= interval
            || (isActive && view.Activity!.Until - ask.Now <= ask.ActivityTime - interval);
    }

    private static string? RefuseSession(CollectView view, CollectOrders ask)
    {
        if (view.Revoked)
        {
            return "The agent was revoked.";
        }

        return ask.Request.Session != view.Session && view.SessionSeen
            ? "A newer process of this agent has taken over: another process runs with the same journal."
            : null;
    }

    private static string? RefuseJournal(CollectView view, CollectRequest request)
    {
        var head = request.Journal;
        if (view.JournalId is null)
        {
            return view.Journal is null ? null : "The journal belongs to another agent.";
        }

        if (head.Id != view.JournalId)
        {
            return view.Journal is null && head.PreviousId == view.JournalId
                ? null
                : "The journal is not the one this agent told of before, and does not continue it.";
        }

        var journal = view.Journal!;
        if (IsBehind(head, journal.Sequence, journal.HeadHash))
        {
            return "The journal is behind the head it told of before, or its head is another one.";
        }

        // Reports run ahead of collects. A long poll in flight still tells of an older head, so only a fresh start
        // is measured by what was reported.
        return request.Session != view.Session && journal.ReportedTo > 0
            && IsBehind(head, journal.ReportedTo, journal.ReportedHash)
            ? "The journal is behind what it reported before, or tells another history."
            : null;
    }

    private static bool IsBehind(JournalHead head, long sequence, string hash) =>
        head.Sequence < sequence
        || (head.Sequence == sequence && !string.Equals(head.HeadHash, hash, StringComparison.OrdinalIgnoreCase));
}
