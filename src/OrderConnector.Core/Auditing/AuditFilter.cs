namespace OrderConnector.Core.Auditing;

/// <summary>Which entries of the audit log to read; what is null does not matter.</summary>
/// <param name="Actor">Who, exactly.</param>
/// <param name="Action">What, exactly.</param>
/// <param name="Subject">On what, exactly.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="From">Not before.</param>
/// <param name="Before">Before this.</param>
public sealed record AuditFilter(
    string? Actor = null,
    string? Action = null,
    string? Subject = null,
    string? BranchId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Before = null);
