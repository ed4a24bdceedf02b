using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Alerting;

/// <summary>What one decision changes: all of it or nothing, and only while nobody else decided in between.</summary>
/// <param name="Turn">The count of decisions it was made on.</param>
/// <param name="Opened">Incidents that begin.</param>
/// <param name="Listed">Orders that incidents list from now on.</param>
/// <param name="Settled">Orders whose outcome is known.</param>
/// <param name="Changed">Incidents as they stand from now on, those that begin included.</param>
/// <param name="Notices">What is to be sent.</param>
/// <param name="Samples">Lengths of queues to be kept, or forgotten.</param>
/// <param name="Judged">Rows of orders collected after a wait that were judged.</param>
/// <param name="LookAt">When something comes due that no event will tell of; null for never.</param>
public sealed record AlertPlan(
    long Turn,
    IReadOnlyList<NewIncident> Opened,
    IReadOnlyList<NewListing> Listed,
    IReadOnlyList<Settlement> Settled,
    IReadOnlyList<IncidentChange> Changed,
    IReadOnlyList<NewNotice> Notices,
    IReadOnlyList<SampleChange> Samples,
    IReadOnlyList<long> Judged,
    DateTimeOffset? LookAt)
{
    /// <summary>Nothing is to be written.</summary>
    public bool IsEmpty => Opened.Count + Listed.Count + Settled.Count + Changed.Count + Notices.Count
        + Samples.Count + Judged.Count == 0;
}

/// <summary>An incident begins.</summary>
/// <param name="Id">32 hex digits, derived of branch, kind and moment.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="Kind">The kind.</param>
/// <param name="At">When.</param>
public sealed record NewIncident(string Id, string BranchId, AlertKind Kind, DateTimeOffset At);

/// <summary>An incident lists an order.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Kind">Its kind: an order is listed once under each kind for one wait, for ever.</param>
/// <param name="Row">The order.</param>
/// <param name="Since">Since when it waits: what tells one wait of an order from its next.</param>
/// <param name="OverdueAt">When it was late.</param>
/// <param name="At">When it was listed.</param>
public sealed record NewListing(
    string IncidentId, AlertKind Kind, long Row, DateTimeOffset Since, DateTimeOffset OverdueAt, DateTimeOffset At);

/// <summary>What became of a listed order.</summary>
/// <param name="Kind">Under which kind.</param>
/// <param name="Row">The order.</param>
/// <param name="State">Where it stood then.</param>
/// <param name="At">Since when.</param>
public sealed record Settlement(AlertKind Kind, long Row, OrderState State, DateTimeOffset At);

/// <summary>An incident as it stands from now on.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Orders">How many orders it lists.</param>
/// <param name="Level">The highest level told.</param>
/// <param name="EscalateAt">When the next level hears.</param>
/// <param name="ToldOrders">How many orders were told of last.</param>
/// <param name="ToldAt">When people were told last.</param>
/// <param name="CalmSince">Since when all is well.</param>
/// <param name="ClosedAt">When it ended; null while it has not.</param>
/// <param name="Since">What it is about, in time: the last sign of life, the oldest order; null for nothing.</param>
/// <param name="Amount">What it is about, in number: orders waiting, numbers left; null for nothing.</param>
public sealed record IncidentChange(
    string Id, int Orders, int Level, DateTimeOffset? EscalateAt, int ToldOrders, DateTimeOffset? ToldAt,
    DateTimeOffset? CalmSince, DateTimeOffset? ClosedAt, DateTimeOffset? Since, long? Amount);

/// <summary>Something to be sent to a contact.</summary>
/// <param name="Id">32 hex digits, derived: the same notice has the same id whoever decides.</param>
/// <param name="IncidentId">The incident; null for a test.</param>
/// <param name="ContactId">To whom.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When it was decided; it is due at once.</param>
public sealed record NewNotice(string Id, string? IncidentId, string ContactId, NoticeKind Kind, DateTimeOffset At);

/// <summary>The length of a branch's queue is kept, or forgotten where there is no sample.</summary>
public sealed record SampleChange(string BranchId, QueueSample? Sample);
