using OrderConnector.Core.Alerting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Alerting;

/// <summary>
/// The whole story of alerts, beside the order's way: look at what is open, decide, write the decision down together
/// with all it sends, send. It looks at orders and changes none.
///
/// Dying after the look, nothing has happened. Dying after the commit, incident and notices are on record and the next
/// turn sends them. Dying in the middle of sending, see <see cref="NoticeSender"/>. Of several processes that take a
/// turn at once one commits; the others hear that they came too late and send nothing of their own.
/// </summary>
public sealed partial class AlertFlow(
    IAlertStore store, IDeliveryQueue queue, NoticeSender sender, AlertingOptions options, TimeProvider clock,
    ILogger<AlertFlow> logger)
{
    /// <summary>Orders of each sort that are looked at in one turn, the oldest first.</summary>
    private const int MostOrders = 2000;

    private readonly AlertPace pace = options.Pace;

    // What the turn before found; null before the first, and after one that did not come to its end.
    private AlertView? seen;
    private DateTimeOffset? lookAt;

    /// <summary>One turn.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        seen = null;
        var now = clock.GetUtcNow();
        var look = new AlertLook(now + pace.PreOrderLead, MostOrders);
        var view = await store.ReadAlertsAsync(look, cancellationToken);
        var signs = await ReadSignsAsync(view, cancellationToken);
        view = Merge(view, signs, now);
        var plan = AlertRules.Decide(view, signsKnown: signs is not null, pace, now);
        var isDone = plan.IsEmpty || await store.CommitAlertsAsync(plan, cancellationToken);
        if (isDone)
        {
            Log(plan);
        }

        var (sent, nextAt) = await sender.SendDueAsync(cancellationToken);
        if (sent > 0)
        {
            LogSent(sent);
        }

        // What was just decided is seen by the next look alone, and so is what another process decided.
        lookAt = !isDone || !plan.IsEmpty ? now : Earlier(plan.LookAt, nextAt);
        seen = view;
    }

    /// <summary>
    /// Whether a turn may find something, where the store is to sleep when nothing happens: something comes due, or
    /// an agent fell silent or came back. Agents' signs of life lie beside the store; reading them does not wake it.
    /// </summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (seen is not { } view || lookAt <= now)
        {
            return true;
        }

        return await ReadSignsAsync(view, cancellationToken) is { } signs
            && AlertRules.HasSilenceChanged(Merge(view, signs, now), now);
    }

    private async Task<IReadOnlyDictionary<string, AgentPresence>?> ReadSignsAsync(
        AlertView view, CancellationToken cancellationToken) =>
        await queue.ReadPresencesAsync(
            [.. view.Branches.Where(branch => branch.Agents.Count > 0).Select(branch => branch.Id)],
            cancellationToken);

    // The newer of both: an agent that waits at a queue is not written down in the store. What the store has from a
    // time still to come, before the clock was set back, is not newer.
    private static AlertView Merge(
        AlertView view, IReadOnlyDictionary<string, AgentPresence>? signs, DateTimeOffset now) =>
        signs is not { Count: > 0 }
            ? view
            : view with
            {
                Branches =
                [
                    .. view.Branches.Select(branch => signs.TryGetValue(branch.Id, out var sign)
                        ? branch with
                        {
                            Agents =
                            [
                                .. branch.Agents.Select(agent =>
                                    agent.Id == sign.AgentId && !(agent.SeenAt >= sign.At && agent.SeenAt <= now)
                                        ? agent with { SeenAt = sign.At }
                                        : agent),
                            ],
                        }
                        : branch),
                ],
            };

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other : one;

    private void Log(AlertPlan plan)
    {
        foreach (var incident in plan.Opened)
        {
            LogOpened(incident.Kind, incident.BranchId, incident.Id);
        }

        foreach (var incident in plan.Changed.Where(change => change.ClosedAt is not null))
        {
            LogClosed(incident.Id);
        }
    }

    [LoggerMessage(1700, LogLevel.Warning, "Incident {Kind} at branch {Branch} began: {Incident}.")]
    private partial void LogOpened(AlertKind kind, string branch, string incident);

    [LoggerMessage(1701, LogLevel.Information, "Incident {Incident} is over.")]
    private partial void LogClosed(string incident);

    [LoggerMessage(1702, LogLevel.Information, "Notices sent: {Count}.")]
    private partial void LogSent(int count);
}
