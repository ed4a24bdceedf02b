using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>Something to be sent as Dapper fills it.</summary>
internal sealed class OpenNoticeRecord
{
    public string Id { get; set; } = "";

    public string ContactId { get; set; } = "";

    public string Way { get; set; } = "";

    public long DueAt { get; set; }

    public OpenNotice ToNotice() => new(Id, ContactId, ContactRecord.WayOf(Way), StoredTime.FromStored(DueAt));
}

/// <summary>A contact as Dapper fills it.</summary>
internal sealed class ContactRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public int Level { get; set; }

    public string Name { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Address { get; set; } = "";

    public string Language { get; set; } = "";

    public Contact ToContact() => new(Id, BranchId, Level, Name, WayOf(Kind), Address, LanguageOf(Language));

    /// <summary>A language by its stored name; another name is a fault of the store and throws.</summary>
    public static Language LanguageOf(string name) =>
        LanguageNames.FromWire(name) ?? throw new InvalidDataException($"The store names no language '{name}'.");

    /// <summary>A way by its stored name; another name is a fault of the store and throws.</summary>
    public static ContactKind WayOf(string name) =>
        ContactKinds.FromWire(name) ?? throw new InvalidDataException($"The store names no contact of kind '{name}'.");
}

/// <summary>A notice with its contact and incident as Dapper fills it.</summary>
internal sealed class NoticeRecord
{
    public string Id { get; set; } = "";

    public string NoticeKind { get; set; } = "";

    public long MadeAt { get; set; }

    public int Attempts { get; set; }

    public string ContactId { get; set; } = "";

    public string BranchId { get; set; } = "";

    public int Level { get; set; }

    public string Name { get; set; } = "";

    public string Way { get; set; } = "";

    public string Address { get; set; } = "";

    public string Language { get; set; } = "";

    public byte[]? Secret { get; set; }

    public long? RemovedAt { get; set; }

    public string BranchName { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public string? IncidentId { get; set; }

    public string? Kind { get; set; }

    public long? OpenedAt { get; set; }

    public long? ClosedAt { get; set; }

    public long? Since { get; set; }

    public long? Amount { get; set; }

    public int? Orders { get; set; }

    public long? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public NoticeContent ToContent(IEnumerable<NoticeOrderRecord> orders) => new(
        Id,
        NoticeKinds.FromWire(NoticeKind)
            ?? throw new InvalidDataException($"The store names no notice '{NoticeKind}'."),
        StoredTime.FromStored(MadeAt), Attempts,
        new Contact(
            ContactId, BranchId, Level, Name, ContactRecord.WayOf(Way), Address, ContactRecord.LanguageOf(Language)),
        RemovedAt is not null, Secret, BranchName, TimeZone,
        IncidentId is null ? null : new NoticeIncident(
            IncidentId, OpenIncidentRecord.KindOf(Kind!), StoredTime.FromStored(OpenedAt!.Value),
            StoredTime.FromStored(ClosedAt), StoredTime.FromStored(Since), Amount, Orders!.Value,
            [.. orders.Select(order => order.ToOrder())], AcknowledgedBy, StoredTime.FromStored(AcknowledgedAt)));
}

/// <summary>An order of a notice as Dapper fills it.</summary>
internal sealed class NoticeOrderRecord
{
    public byte[] Id { get; set; } = [];

    public long Number { get; set; }

    public string ExternalId { get; set; } = "";

    public string Channel { get; set; } = "";

    public string? ChannelKind { get; set; }

    public long TotalCents { get; set; }

    public long Since { get; set; }

    public long OverdueAt { get; set; }

    public string? Outcome { get; set; }

    public long? OutcomeAt { get; set; }

    public NoticeOrder ToOrder() => new(
        OrderRecord.IdOf(Id).Value, Number, ExternalId, Channel, ChannelKind ?? "", TotalCents,
        StoredTime.FromStored(Since), StoredTime.FromStored(OverdueAt),
        Outcome is null ? null : OrderRecord.StateOf(Outcome), StoredTime.FromStored(OutcomeAt));
}

/// <summary>An incident as Dapper fills it.</summary>
internal sealed class IncidentStateRecord
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

    public string? ContactId { get; set; }

    public string? ContactName { get; set; }

    public string? Language { get; set; }

    public LinkedIncident ToLinked() =>
        new(ToState(), ContactId!, ContactName!, ContactRecord.LanguageOf(Language!));

    public IncidentLine ToState() => new(
        Id, BranchId, BranchName, TimeZone, OpenIncidentRecord.KindOf(Kind), StoredTime.FromStored(OpenedAt), Orders,
        StoredTime.FromStored(AcknowledgedAt), AcknowledgedBy, StoredTime.FromStored(ClosedAt));
}
