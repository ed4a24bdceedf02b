using System.Collections.Concurrent;
using OrderConnector.Core.Agents;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>
/// Agents for which the store had nothing, where a queue tells when that changes: as long as nothing was announced and
/// the agent says the same as before, the store need not be asked again. What is remembered is a reason not to look;
/// who is served and what is offered, the store alone decides.
/// </summary>
internal sealed class RestingAgents(TimeProvider clock)
{
    /// <summary>Less than an active agent is waited for: one that was away longer may have lost its branch.</summary>
    private static readonly TimeSpan s_longestAbsence = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<string, Rest> rests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> leasedUntil = new(StringComparer.Ordinal);

    /// <summary>What an agent's last look came to, where it still holds; null where the store must be asked.</summary>
    public Rest? Find(EnrolledAgent agent, CollectRequest request, WorkTicket ticket, string? directory) =>
        FindSame(agent, request, directory) is { } rest
        && !(rest.LookAt <= clock.GetUtcNow())
        && (rest.StandbyUntil is not null
            || (rest.Version == ticket.Version && rest.Acknowledged == request.Acknowledged))
            ? Keep(agent, rest)
            : null;

    /// <summary>A standby that would ask the store now, because the active agent's time is up.</summary>
    public Rest? FindOverdue(EnrolledAgent agent, CollectRequest request, string? directory) =>
        FindSame(agent, request, directory) is { StandbyUntil: not null } rest ? rest : null;

    /// <summary>It was the active agent here a moment ago: too short for the branch to have been given away.</summary>
    public bool WasActive(EnrolledAgent agent) =>
        rests.TryGetValue(agent.Id, out var rest) && rest.StandbyUntil is null
        && clock.GetElapsedTime(rest.SeenAt) < s_longestAbsence;

    /// <summary>Remembers a look that offered nothing.</summary>
    public Rest Remember(
        EnrolledAgent agent, CollectRequest request, WorkTicket ticket, string? directory,
        CollectOutcome.Active found)
    {
        // What was offered and not confirmed may be offered again then; the message that announced it is gone.
        var lookAt = leasedUntil.TryGetValue(agent.BranchId, out var until) && until > clock.GetUtcNow()
            ? until
            : (DateTimeOffset?)null;
        return Keep(agent, new Rest(
            Same(request), directory, ticket.Version, found.ReportsFrom - 1, lookAt, StandbyUntil: null, SeenAt: 0,
            found.InEmergency));
    }

    /// <summary>Remembers that another agent is served.</summary>
    public Rest RememberStandby(
        EnrolledAgent agent, CollectRequest request, string? directory, CollectOutcome.Standby found) =>
        Keep(agent, new Rest(
            Same(request), directory, Version: 0, Acknowledged: -1, LookAt: found.Until, StandbyUntil: found.Until,
            SeenAt: 0, found.InEmergency));

    /// <summary>Orders were offered under leases until then.</summary>
    public void Forget(EnrolledAgent agent, DateTimeOffset until)
    {
        leasedUntil[agent.BranchId] = until;
        // The next question goes to the store; that this agent is the active one stays known.
        Keep(agent, new Rest(
            Asked: null, Directory: null, Version: 0, Acknowledged: -1, LookAt: null, StandbyUntil: null, SeenAt: 0));
    }

    /// <summary>The store refused it.</summary>
    public void Forget(EnrolledAgent agent) => rests.TryRemove(agent.Id, out _);

    private Rest? FindSame(EnrolledAgent agent, CollectRequest request, string? directory) =>
        request.WaitSeconds > 0
        && rests.TryGetValue(agent.Id, out var rest)
        && rest.Asked == Same(request)
        && rest.Directory == directory
        && clock.GetElapsedTime(rest.SeenAt) < s_longestAbsence
            ? rest
            : null;

    private Rest Keep(EnrolledAgent agent, Rest rest) =>
        rests[agent.Id] = rest with { SeenAt = clock.GetTimestamp() };

    private static CollectRequest Same(CollectRequest request) =>
        request with { Max = 0, WaitSeconds = 0, Acknowledged = null };
}

/// <summary>Why an agent's question need not go to the store.</summary>
/// <param name="Asked">What it said then; null where nothing it says is reason enough.</param>
/// <param name="Directory">Version of keys and agents then.</param>
/// <param name="Version">Announcements to its branch then.</param>
/// <param name="Acknowledged">The last of its entries the store had a report of.</param>
/// <param name="LookAt">When the store must be asked whatever was heard; null for never.</param>
/// <param name="StandbyUntil">Until when another agent is served; null where this one is.</param>
/// <param name="SeenAt">When it asked last.</param>
/// <param name="InEmergency">The branch was in emergency operation.</param>
internal sealed record Rest(
    CollectRequest? Asked, string? Directory, long Version, long Acknowledged, DateTimeOffset? LookAt,
    DateTimeOffset? StandbyUntil, long SeenAt, bool InEmergency = false);
