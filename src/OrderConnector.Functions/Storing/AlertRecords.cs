using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>A branch as Dapper fills it.</summary>
internal sealed class WatchedBranchRecord
{
    public string Id { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public long NumbersLeft { get; set; }

    public long Numbers { get; set; }

    public int Queued { get; set; }

    public bool InEmergency { get; set; }

    public int? SampleLength { get; set; }

    public long? SampleAt { get; set; }

    public long? EscalateAfter { get; set; }

    public long? AgentSilentAfter { get; set; }

    public long? HeldAfter { get; set; }

    public long? ReleaseAfter { get; set; }

    public long? HandOverAfter { get; set; }

    public int? QueueLimit { get; set; }

    public int? WatchFrom { get; set; }

    public int? WatchTo { get; set; }

    /// <summary>What the branch has set.</summary>
    public ChosenAlertSettings Chosen => new(
        Span(EscalateAfter), Span(AgentSilentAfter), Span(HeldAfter), Span(ReleaseAfter), Span(HandOverAfter),
        QueueLimit, WatchFrom is { } from && WatchTo is { } to ? new WatchHours(from, to) : null);

    public WatchedBranch ToBranch(ILookup<string, WatchedAgentRecord> agents, ILookup<string, LevelRecord> contacts) =>
        new(
            Id, TimeZone, Chosen, InEmergency, [.. agents[Id].Select(agent => agent.ToAgent())], Queued,
            SampleLength is { } length && SampleAt is { } at
                ? new QueueSample(length, StoredTime.FromStored(at))
                : null,
            NumbersLeft, Numbers, [.. contacts[Id].Select(contact => new ContactLevel(contact.Id, contact.Level))]);

    public static TimeSpan? Span(long? milliseconds) =>
        milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;
}

/// <summary>An agent as Dapper fills it.</summary>
internal sealed class WatchedAgentRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public long? SeenAt { get; set; }

    public string? Tss { get; set; }

    public int? Awaiting { get; set; }

    public long? AwaitingSince { get; set; }

    public WatchedAgent ToAgent() => new(
        Id, StoredTime.FromStored(SeenAt), Tss == "outage", Awaiting ?? 0, StoredTime.FromStored(AwaitingSince));
}

/// <summary>A contact's turn as Dapper fills it.</summary>
internal sealed class LevelRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public int Level { get; set; }
}

/// <summary>An order that waits, or waited, as Dapper fills it.</summary>
internal sealed class WatchedOrderRecord
{
    public long Row { get; set; }

    public string BranchId { get; set; } = "";

    public string? Kind { get; set; }

    public long? OverdueAfter { get; set; }

    public long Since { get; set; }

    public long? DueAt { get; set; }

    public long CollectedAt { get; set; }

    public int Listed { get; set; }

    public WatchedOrder ToOrder() => new(
        Row, BranchId, Kind ?? "", WatchedBranchRecord.Span(OverdueAfter), StoredTime.FromStored(Since),
        StoredTime.FromStored(DueAt));

    public LateOrder ToLate() => new(ToOrder(), StoredTime.FromStored(CollectedAt), Listed > 0);
}

/// <summary>An open incident as Dapper fills it.</summary>
internal sealed class OpenIncidentRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public string Kind { get; set; } = "";

    public long OpenedAt { get; set; }

    public int Orders { get; set; }

    public int Level { get; set; }

    public long? EscalateAt { get; set; }

    public int ToldOrders { get; set; }

    public long? ToldAt { get; set; }

    public long? CalmSince { get; set; }

    public long? AcknowledgedAt { get; set; }

    public OpenIncident ToIncident(ILookup<string, string> told, ILookup<string, ListedRecord> open) => new(
        Id, BranchId, KindOf(Kind), StoredTime.FromStored(OpenedAt), Orders, Level,
        StoredTime.FromStored(EscalateAt), ToldOrders, StoredTime.FromStored(ToldAt),
        StoredTime.FromStored(CalmSince), AcknowledgedAt is not null,
        [.. told[Id].Distinct(StringComparer.Ordinal)], [.. open[Id].Select(order => order.ToListed())]);

    /// <summary>A kind by its stored name; another name is a fault of the store and throws.</summary>
    public static AlertKind KindOf(string name) =>
        AlertKinds.FromWire(name) ?? throw new InvalidDataException($"The store names no alert '{name}'.");
}

/// <summary>An order of an open incident as Dapper fills it.</summary>
internal sealed class ListedRecord
{
    public string IncidentId { get; set; } = "";

    public long Row { get; set; }

    public string State { get; set; } = "";

    public long StateSince { get; set; }

    public bool Waiting { get; set; }

    public ListedOrder ToListed() =>
        new(Row, OrderRecord.StateOf(State), StoredTime.FromStored(StateSince), Waiting);
}
