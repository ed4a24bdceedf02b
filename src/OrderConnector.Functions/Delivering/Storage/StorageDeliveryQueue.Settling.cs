using System.Data.Common;
using System.Globalization;
using Azure;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering.Storage;

public sealed partial class StorageDeliveryQueue
{
    private const string Unreadable = "The message names no order.";

    /// <inheritdoc />
    public async Task SettleAsync(WorkTicket ticket, LookResult look, CancellationToken cancellationToken)
    {
        var branch = Branch(ticket.BranchId);
        var offered = look.Offered.ToHashSet();
        // A whole look of the branch's agent answers everything before it: what it did not bring is leased or gone.
        var answered = branch.Take(ticket.Version, message =>
            !look.Served || !look.MoreMayWait || message.Order is not { } id || offered.Contains(id)
            || message.Dequeued > options.MaxDequeueCount);
        await Task.WhenAll(answered.Select(message => SettleAsync(branch, ticket.BranchId, message, look, offered)));
    }

    /// <inheritdoc />
    public Task<bool> ReplayAsync(SetAsideMessage message, CancellationToken cancellationToken) => TryAsync(
        () => service.GetQueueClient(message.Queue).PutAsync(message.Text, cancellationToken), evenIfOut: true);

    private async Task SettleAsync(
        BranchListener branch, string branchId, MessageInHand message, LookResult look, HashSet<OrderId> offered)
    {
        if (ReasonToSetAside(message, look, offered) is { } reason)
        {
            if (await SetAsideAsync(branch, branchId, message, reason))
            {
                await DeleteAsync(branch, message);
            }
        }
        else if (look.Served)
        {
            await DeleteAsync(branch, message);
        }
        else
        {
            // The branch is served by another agent, perhaps at another instance: it must hear this at once.
            await TryAsync(() => branch.ReleaseAsync(message));
        }
    }

    private string? ReasonToSetAside(MessageInHand message, LookResult look, HashSet<OrderId> offered) =>
        message.Order is not { } id ? Unreadable
        : message.Dequeued > options.MaxDequeueCount && (!look.Served || look.MoreMayWait) && !offered.Contains(id)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The message came {message.Dequeued} times, and its order was never offered.")
            : null;

    // Kept before it is deleted: a crash in between brings it a second time, and it is kept once.
    private async Task<bool> SetAsideAsync(
        BranchListener branch, string branchId, MessageInHand message, string reason)
    {
        try
        {
            await store.AddSetAsideAsync(
                new NewSetAsideMessage(
                    branch.Queue.Name, branchId, message.Id, message.Text, reason, clock.GetUtcNow()),
                CancellationToken.None);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            return false;
        }

        LogSetAside(branch.Queue.Name, message.Id, reason);
        return true;
    }

    private Task DeleteAsync(BranchListener branch, MessageInHand message) => TryAsync(async () =>
    {
        try
        {
            await branch.Queue.DeleteMessageAsync(message.Id, message.Receipt, CancellationToken.None);
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404)
        {
            // Another instance has taken it out meanwhile, or deleted it: its look is as good as this one.
        }
    });

    [LoggerMessage(1303, LogLevel.Error, "A message of queue {Queue} was set aside ({MessageId}): {Reason}")]
    private partial void LogSetAside(string queue, string messageId, string reason);
}
