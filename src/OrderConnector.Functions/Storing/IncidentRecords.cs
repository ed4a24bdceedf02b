using OrderConnector.Core.Alerting;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>An incident of a list, or by itself, as Dapper fills it.</summary>
internal sealed class IncidentRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public string BranchName { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public string Kind { get; set; } = "";

    public long OpenedAt { get; set; }

    public int Orders { get; set; }

    public long? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public long? ClosedAt { get; set; }

    public string? Note { get; set; }

    public long? Since { get; set; }

    public long? Amount { get; set; }

    public long? EscalateAt { get; set; }

    public IncidentLine ToLine() => new(
        Id, BranchId, BranchName, TimeZone, OpenIncidentRecord.KindOf(Kind), StoredTime.FromStored(OpenedAt), Orders,
        StoredTime.FromStored(AcknowledgedAt), AcknowledgedBy, StoredTime.FromStored(ClosedAt));

    public IncidentStory ToStory(
        IEnumerable<NoticeOrderRecord> orders, IEnumerable<SentNoticeRecord> notices,
        IEnumerable<AttemptRecord> attempts)
    {
        var tries = attempts.ToLookup(one => one.NoticeId, StringComparer.Ordinal);
        return new IncidentStory(
            ToLine(), Note, StoredTime.FromStored(Since), Amount, StoredTime.FromStored(EscalateAt),
            [.. orders.Select(order => order.ToOrder())],
            [.. notices.Select(notice => notice.ToNotice(tries[notice.Id]))]);
    }

    /// <summary>Pages of several branches as one of at most <paramref name="max"/>.</summary>
    public static IncidentList Merge(
        IEnumerable<IncidentRecord> open, IEnumerable<IncidentRecord> closed, IReadOnlyList<string>? scope, int max)
    {
        var over = closed.OrderByDescending(one => one.OpenedAt)
            .ThenByDescending(one => one.Id, StringComparer.Ordinal).Take(max + 1).ToList();
        var last = over.Count > max ? over[max - 1] : null;
        return new IncidentList(
            [
                .. open.Where(one => scope?.Contains(one.BranchId, StringComparer.Ordinal) ?? true)
                    .OrderByDescending(one => one.OpenedAt).Select(one => one.ToLine()),
            ],
            [.. over.Take(max).Select(one => one.ToLine())],
            last is null ? null : new IncidentKey(last.OpenedAt, last.Id));
    }
}

/// <summary>Something sent as Dapper fills it.</summary>
internal sealed class SentNoticeRecord
{
    public string Id { get; set; } = "";

    public string Contact { get; set; } = "";

    public string Way { get; set; } = "";

    public string Kind { get; set; } = "";

    public long MadeAt { get; set; }

    public string? Outcome { get; set; }

    public IncidentNotice ToNotice(IEnumerable<AttemptRecord> attempts) => new(
        Contact, ContactRecord.WayOf(Way),
        NoticeKinds.FromWire(Kind) ?? throw new InvalidDataException($"The store names no notice '{Kind}'."),
        StoredTime.FromStored(MadeAt), Outcome,
        [.. attempts.Select(one => new NoticeAttempt(StoredTime.FromStored(one.At), one.Outcome, one.Detail))]);
}

/// <summary>A step of a try as Dapper fills it.</summary>
internal sealed class AttemptRecord
{
    public string NoticeId { get; set; } = "";

    public long At { get; set; }

    public string Outcome { get; set; } = "";

    public string? Detail { get; set; }
}
