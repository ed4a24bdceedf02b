using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Alerting;

/// <summary>All that a decision on alerts is made from.</summary>
/// <param name="Turn">Counts decisions; what is decided holds only while it stands.</param>
/// <param name="Branches">Every branch.</param>
/// <param name="Incidents">The open ones.</param>
/// <param name="Queued">Orders in Queued whose wait nobody was alerted to.</param>
/// <param name="Undecided">Orders held or set aside since when nobody was alerted to them.</param>
/// <param name="Waiting">Orders waiting for staff whose wait nobody was alerted to.</param>
/// <param name="Late">Orders that were collected after a wait, not yet judged.</param>
public sealed record AlertView(
    long Turn,
    IReadOnlyList<WatchedBranch> Branches,
    IReadOnlyList<OpenIncident> Incidents,
    IReadOnlyList<WatchedOrder> Queued,
    IReadOnlyList<WatchedOrder> Undecided,
    IReadOnlyList<WatchedOrder> Waiting,
    IReadOnlyList<LateOrder> Late);

/// <summary>A branch as alerts see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Chosen">What it has set.</param>
/// <param name="InEmergency">Emergency operation is on: somebody is at work on it.</param>
/// <param name="Agents">Its agents that were not revoked.</param>
/// <param name="Queued">How many orders wait.</param>
/// <param name="Sample">How many did some time ago; null where it was not written down.</param>
/// <param name="NumbersLeft">Order numbers it may still give.</param>
/// <param name="Numbers">How many it has in all.</param>
/// <param name="Contacts">Who is told, in no order.</param>
public sealed record WatchedBranch(
    string Id, string TimeZone, ChosenAlertSettings Chosen, bool InEmergency, IReadOnlyList<WatchedAgent> Agents,
    int Queued, QueueSample? Sample, long NumbersLeft, long Numbers, IReadOnlyList<ContactLevel> Contacts);

/// <summary>An agent as alerts see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SeenAt">Its last sign of life, wherever it was written down; null before the first.</param>
/// <param name="TssOutage">It told that its TSS is out.</param>
/// <param name="Awaiting">Orders it signed and could not hand over, as it told last.</param>
/// <param name="AwaitingSince">Since when the oldest of them waits; null for none, or where it does not tell.</param>
public sealed record WatchedAgent(
    string Id, DateTimeOffset? SeenAt, bool TssOutage, int Awaiting, DateTimeOffset? AwaitingSince);

/// <summary>How long a queue was.</summary>
public sealed record QueueSample(int Length, DateTimeOffset At);

/// <summary>A contact and its turn: level 1 is told first.</summary>
public sealed record ContactLevel(string Id, int Level);

/// <summary>An order that waits.</summary>
/// <param name="Row">Its row.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="ChannelKind">Kind of its channel.</param>
/// <param name="OverdueAfter">What a person set for its channel; null for nothing.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="DueAt">When it is wanted; null for as soon as may be.</param>
public sealed record WatchedOrder(
    long Row, string BranchId, string ChannelKind, TimeSpan? OverdueAfter, DateTimeOffset Since, DateTimeOffset? DueAt);

/// <summary>An order that was collected after a wait.</summary>
/// <param name="Order">As it waited.</param>
/// <param name="CollectedAt">When the agent had it.</param>
/// <param name="WasOverdue">An incident has listed this wait of it.</param>
public sealed record LateOrder(WatchedOrder Order, DateTimeOffset CollectedAt, bool WasOverdue);

/// <summary>An incident that is not over.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="Orders">How many orders it lists.</param>
/// <param name="Level">The highest level told; 0 for nobody yet.</param>
/// <param name="EscalateAt">When the next level hears; null where none does.</param>
/// <param name="ToldOrders">How many orders were told of last.</param>
/// <param name="ToldAt">When people were told last.</param>
/// <param name="CalmSince">Since when all is well again; null while it is not.</param>
/// <param name="Acknowledged">A person took it over.</param>
/// <param name="Told">Contacts that were told.</param>
/// <param name="Open">Orders it lists whose outcome is not on record.</param>
public sealed record OpenIncident(
    string Id, string BranchId, AlertKind Kind, DateTimeOffset OpenedAt, int Orders, int Level,
    DateTimeOffset? EscalateAt, int ToldOrders, DateTimeOffset? ToldAt, DateTimeOffset? CalmSince, bool Acknowledged,
    IReadOnlyList<string> Told, IReadOnlyList<ListedOrder> Open);

/// <summary>An order of an incident as it stands now.</summary>
/// <param name="Row">Its row.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateSince">Since when.</param>
/// <param name="Waiting">It waits for staff.</param>
public sealed record ListedOrder(long Row, OrderState State, DateTimeOffset StateSince, bool Waiting);
