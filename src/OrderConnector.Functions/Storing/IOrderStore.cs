using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>
/// The cloud's memory. Each method is one transaction: when its task ends without an exception, what it says is on
/// disk. What a person does, and what changes branches, channels, keys and agents, is on the audit log in the same
/// transaction. Methods that may lose a race say so in their outcome; the database decides, never a lock in the
/// process.
/// </summary>
public interface IOrderStore : IAsyncDisposable
{
    /// <summary>Brings the schema up to date; safe beside other processes.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The id that a channel's order of this external id has here, whether it is stored or not; once migrated.
    /// </summary>
    OrderId IdOf(string channel, string externalId);

    /// <summary>
    /// Draws a number and stores the order, its first event and its idempotency key; or finds it known.
    /// </summary>
    Task<AddOrderOutcome> AddAsync(NewOrder order, CancellationToken cancellationToken);

    /// <summary>The order as it stands now; null where there is none.</summary>
    Task<StoredOrder?> FindAsync(OrderId id, CancellationToken cancellationToken);

    /// <summary>The order that carries a receipt token; null where there is none.</summary>
    Task<StoredOrder?> FindByReceiptTokenAsync(string token, CancellationToken cancellationToken);

    /// <summary>The order of a branch that carries a number; null where there is none.</summary>
    Task<StoredOrder?> FindByNumberAsync(string branchId, long number, CancellationToken cancellationToken);

    /// <summary>Counter orders that void an order, oldest first.</summary>
    Task<IReadOnlyList<StoredOrder>> FindVoidsOfAsync(OrderId original, CancellationToken cancellationToken);

    /// <summary>Every move of an order, oldest first.</summary>
    Task<IReadOnlyList<OrderEvent>> ReadEventsAsync(OrderId id, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces an order's documents by ones without personal data, with a record of who and why; false where the
    /// order is unknown or has moved since it was read.
    /// </summary>
    Task<bool> ErasePersonalAsync(ErasePersonal erase, CancellationToken cancellationToken);

    /// <summary>Who erased an order's personal data and why, oldest first.</summary>
    Task<IReadOnlyList<Erasure>> ReadErasuresAsync(OrderId id, CancellationToken cancellationToken);

    /// <summary>One guarded move: done only where the order stands in one of the states it may leave.</summary>
    Task<MoveOutcome> MoveAsync(MoveOrder move, CancellationToken cancellationToken);

    /// <summary>
    /// Moves overdue AwaitingPayment orders to Expired; answers how many, at most <paramref name="max"/>.
    /// </summary>
    Task<int> ExpireAsync(DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>Held orders of all branches, oldest first.</summary>
    Task<IReadOnlyList<StoredOrder>> ReadHeldAsync(CancellationToken cancellationToken);

    /// <summary>Checks session and journal, keeps the activity lease, leases queued orders.</summary>
    Task<CollectOutcome> CollectAsync(CollectOrders collect, CancellationToken cancellationToken);

    /// <summary>Queued → Collected by compare-and-set on state and lease token; answers in the order asked.</summary>
    Task<IReadOnlyList<Confirmation>> ConfirmAsync(ConfirmOrders confirm, CancellationToken cancellationToken);

    /// <summary>Records reports and the moves they cause; idempotent by journal id and sequence.</summary>
    Task<ReportOutcome> ReportAsync(ReceiveReports reports, CancellationToken cancellationToken);

    /// <summary>Explains a span of numbers, both ends included, at most <paramref name="max"/> of them.</summary>
    Task<NumberPage> ReadNumbersAsync(
        string branchId, long from, long to, int max, CancellationToken cancellationToken);

    /// <summary>What readiness is judged from; null where the branch is unknown.</summary>
    Task<BranchStatus?> ReadBranchStatusAsync(string branchId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Adds a branch; false where it exists.</summary>
    Task<bool> AddBranchAsync(
        NewBranch branch, string actor, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Stores the next version of seller data (Version is ignored); null where the branch is unknown.
    /// </summary>
    Task<SellerData?> AddSellerDataAsync(
        SellerData data, string actor, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// A version of a branch's seller data, the newest where none is named; null where there is none.
    /// </summary>
    Task<SellerData?> FindSellerDataAsync(string branchId, int? version, CancellationToken cancellationToken);

    /// <summary>Steps over numbers of every branch; answers the branches as they stand then.</summary>
    Task<IReadOnlyList<BranchRow>> StepOverAsync(StepOverNumbers step, CancellationToken cancellationToken);

    /// <summary>Moves the end of a branch's number range up; false where it is unknown or ends there already.</summary>
    Task<bool> WidenRangeAsync(
        string branchId, long last, string actor, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>All branches.</summary>
    Task<IReadOnlyList<BranchRow>> ReadBranchesAsync(CancellationToken cancellationToken);

    /// <summary>Adds a channel with its key; false where it exists.</summary>
    Task<bool> AddChannelAsync(
        Channel channel, StoredKey key, string actor, CancellationToken cancellationToken);

    /// <summary>A channel by id; null where there is none.</summary>
    Task<Channel?> FindChannelAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a key; false, and nothing is changed, where there is one of this id.</summary>
    Task<bool> AddKeyAsync(StoredKey key, string actor, CancellationToken cancellationToken);

    /// <summary>A key by its public id, revoked ones included; null where there is none.</summary>
    Task<StoredKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken);

    /// <summary>Ends a key that is no agent's; with an entry in the audit log.</summary>
    Task<RevokeKeyOutcome> RevokeKeyAsync(RevokeKey revoke, CancellationToken cancellationToken);

    /// <summary>Enrols an agent with a registration key; a repeat with the same agent id replaces its secret.</summary>
    Task<EnrolOutcome> EnrolAsync(EnrolAgent enrol, CancellationToken cancellationToken);

    /// <summary>All agents.</summary>
    Task<IReadOnlyList<AgentRow>> ReadAgentsAsync(CancellationToken cancellationToken);

    /// <summary>Revokes an agent: its secret dies, its epoch is fenced; answers false where it is unknown.</summary>
    Task<bool> RevokeAgentAsync(
        string agentId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Collected orders of a revoked agent go back to Queued or to TransmittedManually; answers how many moved.
    /// </summary>
    Task<int> ReassignOrdersAsync(ReassignOrders reassign, CancellationToken cancellationToken);

    /// <summary>
    /// Announcements that are due: orders in Queued that were not announced since they came there, or since their
    /// last lease ran out; the longest overdue first, at most <paramref name="max"/>. What waits for orders that left
    /// Queued is forgotten. Empty where no outbox is kept.
    /// </summary>
    Task<IReadOnlyList<QueuedOrder>> SweepOutboxAsync(
        DateTimeOffset now, int max, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets the announcements of these orders that were due at <paramref name="sentAt"/>: they are in their queue.
    /// One that came due later stays: the order was offered or queued anew since.
    /// </summary>
    Task MarkAnnouncedAsync(
        IReadOnlyList<OrderId> orders, DateTimeOffset sentAt, CancellationToken cancellationToken);

    /// <summary>Keeps a queue message for a person; false where it is kept already.</summary>
    Task<bool> AddSetAsideAsync(NewSetAsideMessage message, CancellationToken cancellationToken);

    /// <summary>Messages nobody decided on, oldest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<SetAsideMessage>> ReadSetAsideAsync(int max, CancellationToken cancellationToken);

    /// <summary>Records a decision; false where the message is unknown or was decided on before.</summary>
    Task<bool> DecideSetAsideAsync(DecideSetAside decide, CancellationToken cancellationToken);

    /// <summary>Changes whenever another process wrote to the store; shells wake their waiters on it.</summary>
    Task<long> ReadChangeMarkAsync(CancellationToken cancellationToken);

    /// <summary>Throws where the store cannot be written right now.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
