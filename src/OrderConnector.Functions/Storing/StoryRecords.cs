using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>A move as Dapper fills it.</summary>
internal sealed class MoveRecord
{
    public string? From { get; set; }

    public string To { get; set; } = "";

    public long At { get; set; }

    public string Actor { get; set; } = "";

    public string? Reason { get; set; }

    public StoryMove ToMove() => new(
        From is null ? null : OrderRecord.StateOf(From), OrderRecord.StateOf(To), StoredTime.FromStored(At), Actor,
        Reason);
}

/// <summary>A report as Dapper fills it.</summary>
internal sealed class StoryReportRecord
{
    public string Kind { get; set; } = "";

    public long At { get; set; }

    public long ReceivedAt { get; set; }

    public string AgentId { get; set; } = "";

    public long Sequence { get; set; }

    public string? Remark { get; set; }

    public string Data { get; set; } = "";

    public StoryReport ToReport() => new(
        Kind, StoredTime.FromStored(At), StoredTime.FromStored(ReceivedAt), AgentId, Sequence, Remark, Data);
}

/// <summary>A counter order as Dapper fills it.</summary>
internal sealed class CounterOrderRecord
{
    public byte[] Id { get; set; } = [];

    public long Number { get; set; }

    public string State { get; set; } = "";

    public long CreatedAt { get; set; }

    public string? Reason { get; set; }

    public CounterOrder ToCounterOrder() => new(
        OrderRecord.IdOf(Id), Number, OrderRecord.StateOf(State), StoredTime.FromStored(CreatedAt), Reason);
}
