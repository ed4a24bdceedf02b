using OrderConnector.Core.Emergencies;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing;

/// <summary>An emergency operation as a row, as Dapper fills it; a branch without one has no BegunAt.</summary>
internal sealed class EmergencyRecord
{
    public string BranchId { get; set; } = "";

    public string Name { get; set; } = "";

    public string TimeZone { get; set; } = "";

    /// <summary>What the branch's settings say now.</summary>
    public string Setting { get; set; } = "";

    /// <summary>What they said when it began.</summary>
    public string? Procedure { get; set; }

    public long? BegunAt { get; set; }

    public string? BegunBy { get; set; }

    public string? BeginReason { get; set; }

    public long? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public string? EndReason { get; set; }

    public int OpenFlags { get; set; }

    /// <summary>The emergency operation.</summary>
    public Emergency ToEmergency() => new(
        BranchId, ProcedureOf(Procedure!), new Deed(StoredTime.FromStored(BegunAt!.Value), BegunBy!, BeginReason),
        EndedAt is { } at ? new Deed(StoredTime.FromStored(at), EndedBy!, EndReason) : null);

    /// <summary>The branch.</summary>
    public BranchEmergency ToBranch() => new(
        BranchId, Name, TimeZone, ProcedureOf(Setting), BegunAt is null ? null : ToEmergency(), OpenFlags);

    /// <summary>The branch, for the banner.</summary>
    public RunningEmergency ToRunning() => new(BranchId, Name, TimeZone, StoredTime.FromStored(BegunAt!.Value));

    private static EmergencyProcedure ProcedureOf(string name) => EmergencyProcedureNames.FromWire(name)
        ?? throw new InvalidDataException($"The store names no procedure '{name}'.");
}

/// <summary>A flag as a row, as Dapper fills it.</summary>
internal sealed class FlagRecord
{
    public long Row { get; set; }

    public byte[] Id { get; set; } = [];

    public long Number { get; set; }

    public string BranchId { get; set; } = "";

    public string Channel { get; set; } = "";

    public string ExternalId { get; set; } = "";

    public long TotalCents { get; set; }

    public long CreatedAt { get; set; }

    public string SlipKind { get; set; } = "";

    public string? Slip { get; set; }

    public long FlaggedAt { get; set; }

    public string FlaggedBy { get; set; } = "";

    public string? Reason { get; set; }

    public long? WithdrawnAt { get; set; }

    public string? WithdrawnBy { get; set; }

    public string? WithdrawReason { get; set; }

    public string? AgentId { get; set; }

    /// <summary>The flag, with the matches that belong to it.</summary>
    public OrderFlag ToFlag(IEnumerable<MatchRecord> matches) => new(
        Row, OrderRecord.IdOf(Id), Number, BranchId, Channel, ExternalId, TotalCents, StoredTime.FromStored(CreatedAt),
        SlipKindNames.FromWire(SlipKind) ?? throw new InvalidDataException($"The store names no slip '{SlipKind}'."),
        Slip, new Deed(StoredTime.FromStored(FlaggedAt), FlaggedBy, Reason),
        WithdrawnAt is { } at ? new Deed(StoredTime.FromStored(at), WithdrawnBy!, WithdrawReason) : null,
        [.. matches.Where(match => match.FlagRow == Row).Select(match => match.ToMatch())])
    {
        LostAgent = WithdrawnAt is null ? AgentId : null,
    };
}

/// <summary>A match as a row, as Dapper fills it.</summary>
internal sealed class MatchRecord
{
    public long FlagRow { get; set; }

    public string Receipt { get; set; } = "";

    public string ReceiptDate { get; set; } = "";

    public long? TotalCents { get; set; }

    public int IsShared { get; set; }

    public string Source { get; set; } = "";

    public long MatchedAt { get; set; }

    public string MatchedBy { get; set; } = "";

    public long? UndoneAt { get; set; }

    public string? UndoneBy { get; set; }

    public string? UndoReason { get; set; }

    /// <summary>The match.</summary>
    public TillMatch ToMatch() => new(
        Receipt, MatchPlan.Day(ReceiptDate), TotalCents, IsShared == 1, MatchSourceNames.FromWire(Source),
        new Deed(StoredTime.FromStored(MatchedAt), MatchedBy, null),
        UndoneAt is { } at ? new Deed(StoredTime.FromStored(at), UndoneBy!, UndoReason) : null);
}
