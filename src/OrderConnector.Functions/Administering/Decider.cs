using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>
/// Carries out what a person decides on an order or a message, typed at the command line or clicked in the portal.
/// </summary>
/// <param name="store">The store, which decides every race.</param>
/// <param name="queue">The queue that tells the branches.</param>
public sealed class Decider(IOrderStore store, IDeliveryQueue queue)
{
    private const int MostLooked = 1000;

    /// <summary>One guarded move; an order that becomes Queued is announced to its branch.</summary>
    public async Task<MoveOutcome> MoveAsync(MoveOrder move, CancellationToken cancellationToken)
    {
        await queue.ExpectWorkAsync(cancellationToken);
        var outcome = await store.MoveAsync(move, cancellationToken);
        if (outcome is { Kind: MoveOutcomeKind.Moved, Order: { State: OrderState.Queued } queued })
        {
            await queue.AnnounceAsync([new QueuedOrder(queued.BranchId, queued.Id)], cancellationToken);
        }

        return outcome;
    }

    /// <summary>A message that waits for a decision; null where none of that name does.</summary>
    public async Task<SetAsideMessage?> FindAsync(long messageId, CancellationToken cancellationToken) =>
        (await store.ReadSetAsideAsync(MostLooked, cancellationToken)).FirstOrDefault(one => one.Id == messageId);

    /// <summary>Decides on a message; one that is replayed lies in its queue again before that is on record.</summary>
    public async Task<StrayOutcome> DecideAsync(
        SetAsideMessage message, DecideSetAside decide, CancellationToken cancellationToken)
    {
        // Put in before it is decided: a crash in between puts it in twice, which does no harm.
        if (decide.Decision == SetAsideDecision.Replayed && !await queue.ReplayAsync(message, cancellationToken))
        {
            return StrayOutcome.Away;
        }

        return await store.DecideSetAsideAsync(decide, cancellationToken)
            ? StrayOutcome.Decided
            : StrayOutcome.DecidedBefore;
    }
}

/// <summary>What became of a decision on a message.</summary>
public enum StrayOutcome
{
    /// <summary>It is on record.</summary>
    Decided,

    /// <summary>Somebody decided before.</summary>
    DecidedBefore,

    /// <summary>The storage queues do not answer; the message stays set aside.</summary>
    Away,
}
