namespace OrderConnector.Core.Agents;

// The failure log AEAO on § 146a AO no. 7.1 wants, as the journal keeps it and the cloud hears it. Stored: members may
// be added, never renamed.

/// <summary>Data of OutageBegan and of the "outageBegan" report.</summary>
/// <param name="Code">Stable name of the reason, kebab-case.</param>
/// <param name="Detail">Plain words.</param>
/// <param name="Tss">Which TSS; null in journals from the time of one TSS.</param>
/// <param name="Id">What the sales of the outage name it by, 16 hex digits; null in older journals.</param>
public sealed record OutageData(string Code, string Detail, string? Tss = null, string? Id = null);

/// <summary>Data of OutageEnded and of the "outageEnded" report.</summary>
/// <param name="BeganAt">When it began.</param>
/// <param name="Detail">What showed that the TSS works, or why a person closed it.</param>
/// <param name="Tss">Which TSS; null in journals from the time of one TSS.</param>
/// <param name="Id">The outage; null in older journals.</param>
/// <param name="ClosedBy">"agent", by its probe, or "staff:…"; null in older journals is the agent.</param>
public sealed record OutageEndedData(
    DateTimeOffset BeganAt, string Detail, string? Tss = null, string? Id = null, string? ClosedBy = null);
