namespace OrderConnector.Functions.Intake;

/// <summary>One kind of refusal; its name never changes its meaning.</summary>
/// <param name="Name">Last part of the type URI, kebab-case.</param>
/// <param name="Status">HTTP status it is answered with.</param>
/// <param name="Title">A few words.</param>
/// <param name="Advice">What the caller does next.</param>
public sealed record ProblemType(string Name, int Status, string Title, string Advice)
{
    /// <summary>The "type" of RFC 9457, relative to the address that answered.</summary>
    public string Uri { get; } = "/problems/" + Name;
}

/// <summary>Every refusal this process answers with.</summary>
public static class ProblemTypes
{
    public static readonly ProblemType RequestMalformed = new(
        "request-malformed", 400, "The request cannot be read",
        "Mend every fault named in errors; sending the same again is refused again.");

    public static readonly ProblemType IdempotencyKeyMalformed = new(
        "idempotency-key-malformed", 400, "The Idempotency-Key cannot be read",
        "Send a quoted string of 1 to 255 visible ASCII characters; a UUID is a good choice.");

    public static readonly ProblemType Unauthorized = new(
        "unauthorized", 401, "No valid key", "Send Authorization: Bearer <key> with a key made for this call.");

    public static readonly ProblemType KeyRevoked = new(
        "key-revoked", 401, "The key was revoked", "Ask the operator for a new key.");

    public static readonly ProblemType KeyExpired = new(
        "key-expired", 401, "The key has expired", "Ask the operator for a new key.");

    public static readonly ProblemType BranchNotAllowed = new(
        "branch-not-allowed", 403, "Not a branch of this channel",
        "Check branchId; the operator decides which branches a channel serves.");

    public static readonly ProblemType NotOwned = new(
        "not-owned", 403, "Not an order of this agent",
        "The sequences named report on orders another agent owns; nothing of the batch was stored.");

    public static readonly ProblemType NotFound = new(
        "not-found", 404, "Nothing here", "Check the address; orders of other channels are not shown.");

    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed", 405, "Not with this method", "See the Allow header.");

    public static readonly ProblemType ExternalIdReused = new(
        "external-id-reused", 409, "The externalId carries other content",
        "A changed order needs an externalId of its own; the first one stands.");

    public static readonly ProblemType StateConflict = new(
        "state-conflict", 409, "The order does not stand where this call could move it",
        "Read the order; state says where it stands.");

    public static readonly ProblemType JournalRewound = new(
        "journal-rewound", 409, "The journal is behind or was copied",
        "Stop the agent and run its recover command.");

    public static readonly ProblemType RegistrationKeySpent = new(
        "registration-key-spent", 409, "The registration key is used up", "Ask the operator for a new one.");

    public static readonly ProblemType KeyNotForBranch = new(
        "key-not-for-branch", 403, "The registration key is not for this branch",
        "Name one of the branches the key was made for, or ask the operator for another key.");

    public static readonly ProblemType BranchAmbiguous = new(
        "branch-ambiguous", 422, "The registration key is for several branches",
        "Name one of them as branchId; with the agent: enrol --branch.");

    public static readonly ProblemType AgentRefused = new(
        "agent-refused", 409, "The agent id belongs to another branch or was revoked",
        "Enrol with an empty data folder, so that the agent makes a new id.");

    public static readonly ProblemType SerialTaken = new(
        "serial-taken", 409, "The EAS serial number belongs to another agent",
        "Each recording system has its own serial number.");

    public static readonly ProblemType BodyTooLarge = new(
        "body-too-large", 413, "The body is too large", "An order may have 256 KiB, a batch of reports 4 MiB.");

    public static readonly ProblemType MediaTypeUnsupported = new(
        "media-type-unsupported", 415, "Not JSON", "Send Content-Type: application/json in UTF-8, uncompressed.");

    public static readonly ProblemType RulesBroken = new(
        "rules-broken", 422, "The order breaks rules",
        "Mend every fault named in errors; sending the same again is refused again.");

    public static readonly ProblemType IdempotencyKeyReused = new(
        "idempotency-key-reused", 422, "The Idempotency-Key was used for another request",
        "Use a new key per order; a key is remembered for 24 hours.");

    public static readonly ProblemType TooManyRequests = new(
        "too-many-requests", 429, "Too many requests", "Wait as long as Retry-After says.");

    public static readonly ProblemType InternalError = new(
        "internal-error", 500, "A fault on our side",
        "Send the same again later; an order that was already stored is recognised.");

    public static readonly ProblemType NumberRangeExhausted = new(
        "number-range-exhausted", 503, "The branch has no order numbers left",
        "The operator has to widen the branch's range: admin branch widen.");

    public static readonly ProblemType Unavailable = new(
        "unavailable", 503, "Not available right now",
        "Send the same again after Retry-After; an order that was already stored is recognised.");

    /// <summary>All of them, by status.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
    [
        RequestMalformed, IdempotencyKeyMalformed, Unauthorized, KeyRevoked, KeyExpired, BranchNotAllowed, NotOwned,
        KeyNotForBranch, NotFound, MethodNotAllowed, ExternalIdReused, StateConflict, JournalRewound,
        RegistrationKeySpent, AgentRefused, SerialTaken, BodyTooLarge, MediaTypeUnsupported, RulesBroken,
        IdempotencyKeyReused, BranchAmbiguous, TooManyRequests, InternalError, NumberRangeExhausted, Unavailable,
    ];
}
