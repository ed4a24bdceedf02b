using System.Collections.Concurrent;
using System.Data.Common;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// Stage 6 of 14 on Azure: one storage queue per branch carries the ids of orders from the instance that took them to
/// the one whose long poll waits. What it loses, repeats or turns around does no harm: a message only says "look", and
/// the store keeps on record what was not put in.
/// </summary>
public sealed partial class StorageDeliveryQueue : IDeliveryQueue
{
    private const int AtOnce = 16;

    private readonly ConcurrentDictionary<string, BranchListener> branches = new(StringComparer.Ordinal);
    private readonly QueueServiceClient service;
    private readonly QueueNames names;
    private readonly QueueOptions options;
    private readonly IOrderStore store;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly Outage outage;
    private readonly WorkMark work;
    private readonly AlarmClock? alarms;

    internal StorageDeliveryQueue(
        QueueServiceClient service, QueueOptions options, IOrderStore store, TimeProvider clock,
        ILogger<StorageDeliveryQueue> logger)
    {
        (this.service, this.options, this.store, this.clock, this.logger) = (service, options, store, clock, logger);
        names = new QueueNames(options.Prefix);
        outage = new Outage(clock, logger);
        work = new WorkMark(service.GetQueueClient(names.Work), clock);
        alarms = options.AlarmQueue is { } queue ? new AlarmClock(service.GetQueueClient(queue), clock) : null;
    }

    /// <inheritdoc />
    public bool ReachesOtherProcesses => true;

    /// <inheritdoc />
    public Task ExpectWorkAsync(CancellationToken cancellationToken) => TryAsync(() => work.WriteAsync());

    /// <inheritdoc />
    public Task SetAlarmAsync(Alarm alarm, CancellationToken cancellationToken) =>
        alarms is null ? Task.CompletedTask : TryAsync(() => alarms.SetAsync(alarm));

    /// <inheritdoc />
    public async Task<DateTimeOffset?> ReadWorkExpectedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset? expected = null;
        await TryAsync(async () => expected = await work.ReadAsync(cancellationToken), evenIfOut: true);
        return expected;
    }

    /// <inheritdoc />
    public async Task<bool> AnnounceAsync(
        IReadOnlyList<QueuedOrder> orders, CancellationToken cancellationToken)
    {
        // Before the messages: what comes due later, as the end of a lease, is not what they announce.
        var sentAt = clock.GetUtcNow();
        var sent = new ConcurrentBag<OrderId>();
        await Parallel.ForEachAsync(
            orders, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = CancellationToken.None },
            async (order, _) =>
            {
                if (await TryAsync(() => Branch(order.BranchId).PutAsync(order.Id, CancellationToken.None)))
                {
                    sent.Add(order.Id);
                }
            });
        foreach (var branchId in orders.Select(order => order.BranchId).Distinct(StringComparer.Ordinal))
        {
            // After the messages, so that a look that answers one here can delete it; and whether or not they went.
            Branch(branchId).Raise();
        }

        await MarkAsync([.. sent], sentAt, cancellationToken);
        return sent.Count == orders.Count;
    }

    /// <inheritdoc />
    public WorkTicket Watch(string branchId, string? agentId = null) =>
        new(branchId, Branch(branchId).Watch(), agentId);

    /// <inheritdoc />
    public Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken) =>
        Branch(ticket.BranchId).WaitAsync(ticket, wait, cancellationToken);

    /// <inheritdoc />
    public async Task<AgentPresence?> ReadPresenceAsync(string branchId, CancellationToken cancellationToken)
    {
        AgentPresence? seen = null;
        await TryAsync(async () => seen = await Branch(branchId).ReadPresenceAsync(cancellationToken));
        return seen;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, AgentPresence>?> ReadPresencesAsync(
        IReadOnlyCollection<string> branchIds, CancellationToken cancellationToken)
    {
        var byQueue = branchIds.ToDictionary(names.Of, StringComparer.Ordinal);
        var seen = new Dictionary<string, AgentPresence>(StringComparer.Ordinal);
        // One call lists five thousand queues with their metadata; one call each would cost as much as the store does.
        return await TryAsync(
            async () =>
            {
                await foreach (var queue in service.GetQueuesAsync(
                    QueueTraits.Metadata, options.Prefix + "-", cancellationToken))
                {
                    if (byQueue.TryGetValue(queue.Name, out var branchId)
                        && BranchPresence.Of(queue.Metadata) is { } presence)
                    {
                        seen[branchId] = presence;
                    }
                }
            },
            evenIfOut: true)
            ? seen
            : null;
    }

    /// <inheritdoc />
    public void WakeAll()
    {
        foreach (var branch in branches.Values)
        {
            branch.Raise();
        }
    }

    private BranchListener Branch(string branchId) => branches.GetOrAdd(
        branchId, id => new BranchListener(service.GetQueueClient(names.Of(id)), options, outage, clock));

    private async Task MarkAsync(
        IReadOnlyList<OrderId> sent, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        if (sent.Count == 0)
        {
            return;
        }

        try
        {
            await store.MarkAnnouncedAsync(sent, sentAt, cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or OperationCanceledException)
        {
            // The orders are stored and announced; unmarked, they are announced a second time.
            LogUnmarked(exception.GetType().Name, sent.Count);
        }
    }

    private async Task<bool> TryAsync(Func<Task> call, bool evenIfOut = false)
    {
        if (outage.IsOn && !evenIfOut)
        {
            return false;
        }

        try
        {
            await call();
            outage.End();
            return true;
        }
        catch (Exception exception) when (StorageAccount.IsOutage(exception))
        {
            outage.Begin(exception);
            return false;
        }
    }

    [LoggerMessage(1302, LogLevel.Warning, "Announced orders could not be marked ({Cause}): {Count}.")]
    private partial void LogUnmarked(string cause, int count);
}
