namespace OrderConnector.Core.Auditing;

/// <summary>What a person did, or what was changed in the settings, for the audit log.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: "user:anna", "operator:root".</param>
/// <param name="Action">What: "order.flagged", "branch.added" …</param>
/// <param name="Subject">On what: an order's id, a branch's id, a user's name.</param>
/// <param name="BranchId">The branch it belongs to; null where it belongs to none.</param>
/// <param name="Reason">Why; null where none was asked for.</param>
/// <param name="Details">What changed, by name; no secret and nothing of a customer.</param>
public sealed record Act(
    DateTimeOffset At,
    string Actor,
    string Action,
    string Subject,
    string? BranchId,
    string? Reason,
    IReadOnlyDictionary<string, string>? Details = null);
