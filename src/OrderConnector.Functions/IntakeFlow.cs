using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions;

/// <summary>
/// The way of an order through the cloud, from read bytes to the branch's queue, and every later call of its shop.
/// Decisions are pure and live elsewhere; the side effects of intake stand here, in their order: first the store, then
/// the branch is woken. Nothing is answered before the store has it on disk.
/// </summary>
public sealed class IntakeFlow(
    IOrderStore store, IDeliveryQueue queue, TimeProvider clock, RandomBytes random, IntakeOptions options)
{
    private const int Attempts = 5;

    /// <summary>A shop posts an order: read, check, number and store, deliver.</summary>
    /// <param name="channel">The genuine sender (stage 1).</param>
    /// <param name="body">The document; it must not change until the task ends.</param>
    /// <param name="key">The Idempotency-Key, where one came.</param>
    /// <param name="cancellationToken">Ends the wait; the order may be stored nevertheless.</param>
    public async Task<CallOutcome<Standing>> PostAsync(
        Channel channel, ReadOnlyMemory<byte> body, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (order, refusal) = Read(channel, body);
        if (order is null)
        {
            return refusal!;
        }

        var id = store.IdOf(channel.Id, order.ExternalId);
        var hash = OrderContent.Hash(order);
        var faults = ShopOrderRules.Check(order, now);
        if (faults.Count > 0)
        {
            // Rules know the date; what was right when it was stored stays known.
            var known = await store.FindAsync(id, cancellationToken);
            return known?.ContentHash == hash ? new Standing(known, New: false) : Problem.Broken(faults);
        }

        var posted = NewOrders.Posted(id, channel, order, hash, body, key, Token(id), now, options);
        await queue.ExpectWorkAsync(cancellationToken);
        if (posted.ExpiresAt is { } deadline)
        {
            await queue.SetAlarmAsync(new Alarm(AlarmKind.PaymentDeadline, deadline), cancellationToken);
        }

        var added = await store.AddAsync(posted, cancellationToken);
        await WakeAsync(added, cancellationToken);
        return Answer(added);
    }

    /// <summary>The same reading and checking; stores nothing. Null where the order would be taken.</summary>
    public Problem? Validate(Channel channel, ReadOnlyMemory<byte> body)
    {
        var (order, refusal) = Read(channel, body);
        if (order is null)
        {
            return refusal;
        }

        var faults = ShopOrderRules.Check(order, clock.GetUtcNow());
        return faults.Count > 0 ? Problem.Broken(faults) : null;
    }

    /// <summary>A shop tells how a pending payment ended; a repeat is answered with the order as it stands.</summary>
    public async Task<CallOutcome<Standing>> PayAsync(
        Channel channel, OrderId id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var read = OrderCallReader.ReadPayment(body);
        if (read.Value is not { } call)
        {
            return Problem.Malformed(read.Faults);
        }

        if (await FindOwnAsync(channel, id, cancellationToken) is not { } order)
        {
            return Problem.NotFound("order");
        }

        var faults = PaymentRules.Check(StoredDocuments.Read(order), call);
        if (faults.Count > 0)
        {
            return Problem.Broken(faults);
        }

        var decision = PaymentDecision.Of(call);
        await queue.ExpectWorkAsync(cancellationToken);
        var moved = await store.MoveAsync(
            new MoveOrder(
                id, PaymentDecision.Undecided, decision.To, NewOrders.Actor(channel), decision.Reason,
                clock.GetUtcNow(), decision.Payments),
            cancellationToken);
        if (moved is { Kind: MoveOutcomeKind.Moved, Order: { } now })
        {
            await WakeAsync(now, cancellationToken);
            return new Standing(now, New: false);
        }

        return moved.Order is { } other && decision.WasMadeOn(other)
            ? new Standing(other, New: false)
            : Problem.Conflict(moved.Order!.State, "The payment was decided otherwise.");
    }

    /// <summary>A shop calls an order back before the branch has it.</summary>
    public async Task<CallOutcome<Standing>> CancelAsync(
        Channel channel, OrderId id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var read = OrderCallReader.ReadCancel(body);
        if (read.Value is not { } call)
        {
            return Problem.Malformed(read.Faults);
        }

        var order = await FindOwnAsync(channel, id, cancellationToken);
        for (var attempt = 0; order is not null && attempt < Attempts; attempt++)
        {
            if (CancelRules.Target(order.State) is not { } target)
            {
                return CancelRules.IsCalledBack(order.State)
                    ? new Standing(order, New: false)
                    : Problem.Conflict(order.State, CancelRules.Advice(order.State));
            }

            // From the state that was seen, and from no other: a payment or the agent may come in between.
            var moved = await store.MoveAsync(
                new MoveOrder(id, [order.State], target, NewOrders.Actor(channel), call.Reason, clock.GetUtcNow()),
                cancellationToken);
            if (moved is { Kind: MoveOutcomeKind.Moved, Order: { } now })
            {
                return new Standing(now, New: false);
            }

            order = moved.Order;
        }

        return order is null ? Problem.NotFound("order") : IntakeProblems.Busy;
    }

    /// <summary>A shop voids a signed order in whole or in part.</summary>
    public async Task<CallOutcome<Standing>> VoidAsync(
        Channel channel, OrderId id, ReadOnlyMemory<byte> body, IdempotencyKey? key,
        CancellationToken cancellationToken)
    {
        var read = OrderCallReader.ReadVoid(body);
        return read.Value is not { } call ? Problem.Malformed(read.Faults)
            : await FindOwnAsync(channel, id, cancellationToken) is not { } original ? Problem.NotFound("order")
            : await VoidAsync(original, call, NewOrders.Actor(channel), key, cancellationToken);
    }

    /// <summary>Staff of a branch void one of its signed orders; the agent speaks for them.</summary>
    public async Task<CallOutcome<Standing>> VoidForStaffAsync(
        string agentId, string branchId, OrderId id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var read = OrderCallReader.ReadStaffVoid(body);
        return read.Value is not { } asked ? Problem.Malformed(read.Faults)
            : await store.FindAsync(id, cancellationToken) is not { } original || original.BranchId != branchId
                ? Problem.NotFound("order")
            : await VoidAsync(original, asked.Call, AgentActor.Of(agentId, asked.Actor), null, cancellationToken);
    }

    private async Task<CallOutcome<Standing>> VoidAsync(
        StoredOrder original, VoidCall call, string actor, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var id = store.IdOf(original.Channel, call.ExternalId);
        var hash = OrderContent.Hash(original.Id, call);
        if (await store.FindAsync(id, cancellationToken) is { } known)
        {
            return AnswerKnown(known, hash);
        }

        if (original.State is not (OrderState.Signed or OrderState.Unsigned))
        {
            return Problem.Conflict(original.State, "Only what the branch has signed, or sold unsigned, is voided.");
        }

        var order = StoredDocuments.Read(original);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var earlier = await store.FindVoidsOfAsync(original.Id, cancellationToken);
            if (earlier.FirstOrDefault(counted => counted.Id == id) is { } repeat)
            {
                // The same call, sent twice at the same time, came in between.
                return AnswerKnown(repeat, hash);
            }

            var plan = VoidPlan.For(order, earlier.Select(StoredDocuments.Read).ToList(), call);
            if (plan.Counter is not { } counter)
            {
                return Problem.Broken(plan.Rejections);
            }

            await queue.ExpectWorkAsync(cancellationToken);
            var guard = new VoidsGuard(original.Id, earlier.Count, call.Reason);
            var added = await store.AddAsync(
                NewOrders.Counter(id, original, counter, hash, actor, key, Token(id), clock.GetUtcNow(), guard),
                cancellationToken);
            if (added is not AddOrderOutcome.VoidRaced)
            {
                await WakeAsync(added, cancellationToken);
                return Answer(added);
            }
        }

        return IntakeProblems.Busy;
    }

    private static CallOutcome<Standing> AnswerKnown(StoredOrder known, string hash) => known.ContentHash == hash
        ? new Standing(known, New: false)
        : IntakeProblems.ExternalIdReused(known.State);

    private static (ShopOrder? Order, Problem? Refusal) Read(Channel channel, ReadOnlyMemory<byte> body)
    {
        var read = ShopOrderReader.Read(body);
        return read.Order is not { } order ? (null, Problem.Malformed(read.Faults))
            : channel.Branches.Contains(order.BranchId) ? (order, null)
            : (null, IntakeProblems.BranchNotAllowed);
    }

    private async Task<StoredOrder?> FindOwnAsync(Channel channel, OrderId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } order && order.Channel == channel.Id ? order : null;

    private Task WakeAsync(AddOrderOutcome outcome, CancellationToken cancellationToken) =>
        outcome is AddOrderOutcome.Added added ? WakeAsync(added.Order, cancellationToken) : Task.CompletedTask;

    // Whether the queue took it or not: the order is stored, and what was not announced is on record for the timer.
    private Task WakeAsync(StoredOrder order, CancellationToken cancellationToken) => order.State == OrderState.Queued
        ? queue.AnnounceAsync([new QueuedOrder(order.BranchId, order.Id)], cancellationToken)
        : Task.CompletedTask;

    private static CallOutcome<Standing> Answer(AddOrderOutcome outcome) => outcome.Match<CallOutcome<Standing>>(
        added: static order => new Standing(order, New: true),
        alreadyKnown: static order => new Standing(order, New: false),
        otherContent: static order => IntakeProblems.ExternalIdReused(order.State),
        keyReused: static () => IntakeProblems.IdempotencyKeyReused,
        numbersExhausted: static () => IntakeProblems.NumbersExhausted,
        branchUnknown: static () => IntakeProblems.BranchNotAllowed,
        voidRaced: static () => IntakeProblems.Busy);

    private string Token(OrderId id)
    {
        Span<byte> bytes = stackalloc byte[ReceiptToken.RandomBytes];
        random(bytes);
        return ReceiptToken.Make(id, bytes);
    }
}
