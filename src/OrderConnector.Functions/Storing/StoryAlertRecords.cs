using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>An alert of an order as Dapper fills it.</summary>
internal sealed class StoryAlertRecord
{
    public string IncidentId { get; set; } = "";

    public string Kind { get; set; } = "";

    public long OverdueAt { get; set; }

    public long ListedAt { get; set; }

    public StoryAlert ToAlert() => new(
        IncidentId, Kind, StoredTime.FromStored(OverdueAt), StoredTime.FromStored(ListedAt));
}

/// <summary>A notice of an order's incidents as Dapper fills it.</summary>
internal sealed class StoryNoticeRecord
{
    public string Kind { get; set; } = "";

    public string ContactName { get; set; } = "";

    public string ContactKind { get; set; } = "";

    public long MadeAt { get; set; }

    public long? EndedAt { get; set; }

    public string? Outcome { get; set; }

    public int Attempts { get; set; }

    public StoryNotice ToNotice() => new(
        Kind, ContactName, ContactKind, StoredTime.FromStored(MadeAt), StoredTime.FromStored(EndedAt), Outcome,
        Attempts);
}
