using System.Globalization;
using OrderConnector.Core.Alerting;

namespace OrderConnector.Portal.Reading;

/// <summary>An incident as a list shows it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="BranchName">The branch's name.</param>
/// <param name="TimeZone">The branch's time zone, IANA.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="Orders">How many orders it lists.</param>
/// <param name="AcknowledgedAt">When somebody took it over.</param>
/// <param name="AcknowledgedBy">Who.</param>
/// <param name="ClosedAt">When it ended.</param>
public sealed record IncidentLine(
    string Id, string BranchId, string BranchName, string TimeZone, AlertKind Kind, DateTimeOffset OpenedAt,
    int Orders, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, DateTimeOffset? ClosedAt);

/// <summary>A page of incidents.</summary>
/// <param name="Open">All that are not over, newest first.</param>
/// <param name="Closed">Those that are, newest first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record IncidentList(
    IReadOnlyList<IncidentLine> Open, IReadOnlyList<IncidentLine> Closed, IncidentKey? Next);

/// <summary>An incident's place in the list.</summary>
/// <param name="OpenedAt">Unix milliseconds.</param>
/// <param name="Id">The incident.</param>
public sealed record IncidentKey(long OpenedAt, string Id)
{
    /// <summary>Reads "1700000000000-0a…"; null where the form is wrong.</summary>
    public static IncidentKey? Read(string? text) =>
        text?.Split('-') is [var at, { Length: 32 } id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? new IncidentKey(milliseconds, id)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OpenedAt}-{Id}");
}

/// <summary>Everything about one incident.</summary>
/// <param name="Line">As a list shows it.</param>
/// <param name="Note">What was said when it was taken over.</param>
/// <param name="Since">The last sign of life, or since when the oldest order waits.</param>
/// <param name="Amount">Orders waiting, numbers left.</param>
/// <param name="EscalateAt">When the next level hears; null where none does.</param>
/// <param name="Orders">The first of its orders, oldest first.</param>
/// <param name="Notices">What was sent or is to be, oldest first.</param>
public sealed record IncidentStory(
    IncidentLine Line, string? Note, DateTimeOffset? Since, long? Amount, DateTimeOffset? EscalateAt,
    IReadOnlyList<NoticeOrder> Orders, IReadOnlyList<IncidentNotice> Notices);

/// <summary>Something that was sent, or is to be.</summary>
/// <param name="Contact">To whom.</param>
/// <param name="Way">How.</param>
/// <param name="Kind">Why.</param>
/// <param name="MadeAt">When it was decided.</param>
/// <param name="Outcome">"sent" or "gaveUp"; null while it is tried.</param>
/// <param name="Attempts">Every try, oldest first.</param>
public sealed record IncidentNotice(
    string Contact, ContactKind Way, NoticeKind Kind, DateTimeOffset MadeAt, string? Outcome,
    IReadOnlyList<NoticeAttempt> Attempts);

/// <summary>One step of a try.</summary>
/// <param name="At">When.</param>
/// <param name="Outcome">"started", "sent", "failed", "gaveUp".</param>
/// <param name="Detail">Plain words; null for nothing.</param>
public sealed record NoticeAttempt(DateTimeOffset At, string Outcome, string? Detail);

/// <summary>Contacts and branches.</summary>
/// <param name="Branches">Branches to see, by name.</param>
/// <param name="Contacts">Their contacts by branch, level and name.</param>
public sealed record ContactBook(IReadOnlyList<NamedBranch> Branches, IReadOnlyList<Contact> Contacts);

/// <summary>A branch by its name.</summary>
public sealed record NamedBranch(string Id, string Name);
