using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Acting;

namespace OrderConnector.Functions.Administering;

public sealed partial class PortalActions
{
    /// <inheritdoc />
    public async Task<ActResult> RevokeAgentAsync(
        PortalUser by, string agentId, string reason, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await FindAgentAsync(agentId, cancellationToken) is not { } agent)
        {
            return ActResult.Unknown;
        }

        if (agent.RevokedAt is not null)
        {
            return ActResult.Gone;
        }

        // What it was only offered goes to the next agent, whom the timer tells.
        await queue.ExpectWorkAsync(cancellationToken);
        var isDone = await store.RevokeAgentAsync(agentId, by.Actor, reason, clock.GetUtcNow(), cancellationToken);
        keys.Forget();
        return isDone ? ActResult.Done : ActResult.Unknown;
    }

    /// <inheritdoc />
    public async Task<OrdersReassigned> ReassignOrdersAsync(
        PortalUser by, string agentId, OrderState to, IReadOnlyList<OrderId>? only, string reason,
        CancellationToken cancellationToken)
    {
        if (by.Role != PortalRole.Administrator)
        {
            return new OrdersReassigned(ActResult.NotAllowed, 0);
        }

        if (await FindAgentAsync(agentId, cancellationToken) is not { } agent)
        {
            return new OrdersReassigned(ActResult.Unknown, 0);
        }

        if (agent.RevokedAt is null)
        {
            return new OrdersReassigned(ActResult.Gone, 0);
        }

        // What goes back into the queue is announced by the timer.
        await queue.ExpectWorkAsync(cancellationToken);
        var moved = await store.ReassignOrdersAsync(
            new ReassignOrders(agentId, to, by.Actor, reason, clock.GetUtcNow(), only), cancellationToken);
        return new OrdersReassigned(ActResult.Done, moved);
    }

    /// <inheritdoc />
    public async Task<OrderDecided> DecideOrderAsync(
        PortalUser by, OrderId id, OrderState from, OrderState to, string reason,
        CancellationToken cancellationToken)
    {
        if (from is not (OrderState.Held or OrderState.SetAside)
            || to is not (OrderState.Queued or OrderState.Rejected))
        {
            throw new ArgumentOutOfRangeException(nameof(to), $"Nobody decides from {from} to {to} here.");
        }

        if (await store.FindAsync(id, cancellationToken) is not { } order || !by.MaySee(order.BranchId))
        {
            return new OrderDecided(ActResult.Unknown, null);
        }

        if (!by.MayAct(order.BranchId))
        {
            return new OrderDecided(ActResult.NotAllowed, order.State);
        }

        var outcome = await _decider.MoveAsync(
            new MoveOrder(id, [from], to, by.Actor, reason, clock.GetUtcNow()), cancellationToken);
        return outcome.Kind switch
        {
            MoveOutcomeKind.Moved => new OrderDecided(ActResult.Done, to),
            MoveOutcomeKind.NotAllowed => new OrderDecided(ActResult.Gone, outcome.Order!.State),
            MoveOutcomeKind.Unknown => new OrderDecided(ActResult.Unknown, null),
        };
    }

    /// <inheritdoc />
    public async Task<ActResult> DecideStrayAsync(
        PortalUser by, long messageId, StrayDecision decision, string? reason, CancellationToken cancellationToken)
    {
        var found = await queries.ReadStrayMessagesAsync(null, messageId - 1, 1, cancellationToken);
        if (found.Messages is not [var message] || message.Id != messageId)
        {
            return ActResult.Gone;
        }

        if (!by.MayAct(message.BranchId))
        {
            return by.MaySee(message.BranchId) ? ActResult.NotAllowed : ActResult.Unknown;
        }

        var decided = decision switch
        {
            StrayDecision.Replay => SetAsideDecision.Replayed,
            StrayDecision.Drop => SetAsideDecision.Dropped,
        };
        var outcome = await _decider.DecideAsync(
            new SetAsideMessage(
                message.Id, message.Queue, message.BranchId, message.Text, message.Reason, message.At),
            new DecideSetAside(messageId, decided, by.Actor, reason, clock.GetUtcNow()), cancellationToken);
        return outcome switch
        {
            StrayOutcome.Decided => ActResult.Done,
            StrayOutcome.DecidedBefore => ActResult.Gone,
            StrayOutcome.Away => ActResult.Away,
        };
    }

    private async Task<AgentRow?> FindAgentAsync(string agentId, CancellationToken cancellationToken) =>
        (await store.ReadAgentsAsync(cancellationToken)).FirstOrDefault(agent => agent.Id == agentId);
}
