using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Portal.Agents;

namespace OrderConnector.Functions.Storing;

/// <summary>An agent with its journal and its last report of health, as Dapper fills it.</summary>
internal sealed class AgentDetailRecord
{
    /// <summary>Reports looked through for the last one of health.</summary>
    public const int ReportsLookedAt = 500;

    public string? RevokedBy { get; set; }

    public string? RevokeReason { get; set; }

    public int Collected { get; set; }

    public string? JournalId { get; set; }

    public long JournalRow { get; set; }

    public long StartedAt { get; set; }

    public long Sequence { get; set; }

    public string HeadHash { get; set; } = "";

    public long ReportedTo { get; set; }

    /// <summary>The row as the portal knows it.</summary>
    public AgentDetail ToDetail(AgentRow agent, HealthRecord? health) => new(
        agent.ToLine(),
        JournalId is null
            ? null
            : new AgentJournal(JournalId, StoredTime.FromStored(StartedAt), Sequence, HeadHash, ReportedTo),
        health?.ToHealth(), RevokedBy, RevokeReason, Collected);
}

/// <summary>A report of health, as Dapper fills it.</summary>
internal sealed class HealthRecord
{
    public long At { get; set; }

    public string Data { get; set; } = "";

    /// <summary>What it says; null where it says nothing that can be read.</summary>
    public AgentHealth? ToHealth() =>
        JsonSerializer.Deserialize<HealthReport>(Data, WireJson.Options) is { } health
            ? new AgentHealth(
                StoredTime.FromStored(At), health.Detail, health.AwaitingHandOver, health.Warnings ?? [])
            : null;
}

/// <summary>How agents stand in the portal.</summary>
internal static class AgentLines
{
    /// <summary>The row as the portal knows it.</summary>
    public static AgentLine ToLine(this AgentRow agent) => new(
        agent.Id, agent.BranchId, agent.EasSerialNumber, agent.Software, agent.Version, agent.EnrolledAt,
        agent.SeenAt, agent.Tss, agent.RevokedAt);
}
