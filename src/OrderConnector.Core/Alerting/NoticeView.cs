using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Alerting;

/// <summary>What a notice tells; nothing of a customer is in it.</summary>
/// <param name="Id">Of the notice.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Language">What its reader reads.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="BranchName">Its name.</param>
/// <param name="TimeZone">IANA name: times are told by the branch's clock.</param>
/// <param name="Incident">The incident; null for a test.</param>
/// <param name="At">When the notice was decided.</param>
/// <param name="IncidentUrl">Its page; null where no public address is configured.</param>
/// <param name="AcknowledgeUrl">The link that acknowledges; null where there is nothing to acknowledge.</param>
public sealed record NoticeView(
    string Id, NoticeKind Kind, Language Language, string BranchId, string BranchName, string TimeZone,
    NoticeIncident? Incident, DateTimeOffset At, string? IncidentUrl, string? AcknowledgeUrl);

/// <summary>An incident as a notice tells it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="ClosedAt">When it ended; null while it has not.</param>
/// <param name="Since">The last sign of life, or since when the oldest order waits.</param>
/// <param name="Amount">Orders waiting, numbers left.</param>
/// <param name="Count">How many orders it lists in all.</param>
/// <param name="Orders">The first of them, oldest first.</param>
/// <param name="AcknowledgedBy">Who took it over; null for nobody.</param>
/// <param name="AcknowledgedAt">When.</param>
public sealed record NoticeIncident(
    string Id, AlertKind Kind, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset? Since, long? Amount,
    int Count, IReadOnlyList<NoticeOrder> Orders, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt);

/// <summary>An order as a notice tells it.</summary>
/// <param name="OrderId">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="ChannelKind">The channel's kind; its platform's limit is told.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="Since">Since when it waited.</param>
/// <param name="OverdueAt">When it was late.</param>
/// <param name="Outcome">What became of it; null while it waits.</param>
/// <param name="OutcomeAt">When.</param>
public sealed record NoticeOrder(
    string OrderId, long Number, string ExternalId, string Channel, string ChannelKind, long TotalCents,
    DateTimeOffset Since, DateTimeOffset OverdueAt, OrderState? Outcome, DateTimeOffset? OutcomeAt);
