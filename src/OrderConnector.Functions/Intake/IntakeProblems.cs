using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Intake;

/// <summary>What intake refuses with, beyond the faults of a document.</summary>
public static class IntakeProblems
{
    public static readonly Problem BranchNotAllowed = new(
        ProblemTypes.BranchNotAllowed, "This channel may not post to that branch.")
    {
        Errors = [new Rejection("/branchId", "branch-not-allowed", "Not one of the channel's branches.")],
    };

    public static readonly Problem IdempotencyKeyMalformed = new(
        ProblemTypes.IdempotencyKeyMalformed, "One quoted string of 1 to 255 visible ASCII characters is expected.");

    public static readonly Problem IdempotencyKeyReused = new(
        ProblemTypes.IdempotencyKeyReused, "Within 24 hours the same key came with another path or body.");

    public static readonly Problem NumbersExhausted = new(
        ProblemTypes.NumberRangeExhausted, "Every number of the branch's range is given.")
    {
        RetryAfter = TimeSpan.FromMinutes(5),
    };

    public static readonly Problem Busy = new(
        ProblemTypes.Unavailable, "Too many voids of this order at the same time.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static Problem ExternalIdReused(OrderState state) => new(
        ProblemTypes.ExternalIdReused, "An order with this externalId and other content is stored.")
    {
        State = state,
        Errors = [new Rejection("/externalId", "external-id-reused", "Stored with other content.")],
    };
}
