using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Administering;

/// <summary>
/// Emergency operation as people act on it, in the portal and on the command line: each act asks for the right to the
/// branch it touches. An order's branch never changes, so the right may be asked for before the transaction.
/// </summary>
/// <param name="store">Finds orders.</param>
/// <param name="emergencies">Acts on them.</param>
/// <param name="queue">Hears of orders that wait again.</param>
/// <param name="directory">Lets agents that wait at a queue hear of emergency operation.</param>
/// <param name="clock">The moment.</param>
/// <param name="random">Names presses of the button.</param>
public sealed class EmergencyDesk(
    IOrderStore store, IEmergencyStore emergencies, IDeliveryQueue queue, DirectoryMark directory, TimeProvider clock,
    RandomBytes random)
{
    /// <summary>A new name for one press of the button: with it, what is sent twice acts once.</summary>
    public string DrawBatch()
    {
        Span<byte> bytes = stackalloc byte[16];
        random(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Begins emergency operation.</summary>
    public async Task<EmergencyResult> BeginAsync(
        Person by, string branchId, string reason, CancellationToken cancellationToken) =>
        by.MayAct(branchId)
            ? await SwitchAsync(emergencies.BeginEmergencyAsync, by, branchId, reason, cancellationToken)
            : EmergencyResult.Unknown;

    /// <summary>Ends it.</summary>
    public async Task<EmergencyResult> EndAsync(
        Person by, string branchId, string reason, CancellationToken cancellationToken) =>
        by.MayAct(branchId)
            ? await SwitchAsync(emergencies.EndEmergencyAsync, by, branchId, reason, cancellationToken)
            : EmergencyResult.Unknown;

    /// <summary>Sets a branch's procedure.</summary>
    public async Task<EmergencyResult> SetProcedureAsync(
        Person by, string branchId, EmergencyProcedure procedure, string reason,
        CancellationToken cancellationToken) =>
        by.MayAct(branchId)
            ? await emergencies.SetProcedureAsync(
                new SetProcedure(branchId, procedure, by.Actor, reason, clock.GetUtcNow()), cancellationToken)
            : EmergencyResult.Unknown;

    /// <summary>Flags orders; answers in the order asked.</summary>
    public async Task<IReadOnlyList<FlagOutcome>> FlagAsync(
        Person by, FlagRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var allowed = await AllowedAsync(by, request.Orders.Select(order => order.Id), cancellationToken);
        var outcomes = await emergencies.FlagAsync(
            new FlagOrders(
                request.Batch, [.. request.Orders.Where(order => allowed.Contains(order.Id))], request.Kind,
                request.IsShared, by.Actor, request.Reason, now),
            cancellationToken);
        return
        [
            .. request.Orders.Select(order => outcomes.FirstOrDefault(outcome => outcome.Id == order.Id)
                ?? new FlagOutcome(order.Id, FlagResult.Unknown, 0, OrderState.Queued, "", now)),
        ];
    }

    /// <summary>Takes a flag back and tells the branch.</summary>
    public async Task<UnflagResult> UnflagAsync(
        Person by, OrderId id, string reason, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } order || !by.MayAct(order.BranchId))
        {
            return UnflagResult.Unknown;
        }

        // Before the commit: the timer finds the order, should this process die before it is announced.
        await queue.ExpectWorkAsync(cancellationToken);
        var result = await emergencies.UnflagAsync(
            new UnflagOrder(id, by.Actor, reason, clock.GetUtcNow(), by.IsAdministrator), cancellationToken);
        if (result == UnflagResult.Withdrawn)
        {
            await queue.AnnounceAsync([new QueuedOrder(order.BranchId, id)], cancellationToken);
        }

        return result;
    }

    /// <summary>Matches flagged orders, all or none; answers in the order asked.</summary>
    public async Task<IReadOnlyList<MatchOutcome>> MatchAsync(
        Person by, MatchRequest request, CancellationToken cancellationToken)
    {
        var allowed = await AllowedAsync(by, request.Orders.Select(order => order.Id), cancellationToken);
        return request.Orders.All(order => allowed.Contains(order.Id))
            ? await emergencies.MatchAsync(
                new MatchOrders(
                    request.Orders, request.Source, request.IsShared, request.AcceptsDifference, by.Actor,
                    clock.GetUtcNow()),
                cancellationToken)
            : [.. request.Orders.Select(order => new MatchOutcome(order.Id, MatchResult.Unknown, 0, 0))];
    }

    /// <summary>Puts a matched order on the work list again.</summary>
    public async Task<UnmatchResult> UnmatchAsync(
        Person by, OrderId id, string reason, CancellationToken cancellationToken) =>
        (await AllowedAsync(by, [id], cancellationToken)).Count == 1
            ? await emergencies.UnmatchAsync(
                new UnmatchOrder(id, by.Actor, reason, clock.GetUtcNow()), cancellationToken)
            : UnmatchResult.Unknown;

    // An agent that waits at a queue looks into the store again where the directory's version is another. A storage
    // account that is away is no reason to refuse: then the branch hears of it with its next order.
    private async Task<EmergencyResult> SwitchAsync(
        Func<SwitchEmergency, CancellationToken, Task<EmergencyResult>> write, Person by, string branchId,
        string reason, CancellationToken cancellationToken)
    {
        _ = await directory.TryChangeAsync(cancellationToken);
        // Where emergency operation ends, alerts go on to the next level.
        await queue.ExpectWorkAsync(cancellationToken);
        return await write(new SwitchEmergency(branchId, by.Actor, reason, clock.GetUtcNow()), cancellationToken);
    }

    private async Task<HashSet<OrderId>> AllowedAsync(
        Person by, IEnumerable<OrderId> ids, CancellationToken cancellationToken)
    {
        var allowed = new HashSet<OrderId>();
        foreach (var id in ids)
        {
            if (await store.FindAsync(id, cancellationToken) is { } order && by.MayAct(order.BranchId))
            {
                allowed.Add(id);
            }
        }

        return allowed;
    }
}
