using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>What an answer other than success means for the call.</summary>
internal enum FiskalyVerdictKind
{
    /// <summary>No, for good.</summary>
    Refused,

    /// <summary>Not done, and not possible now.</summary>
    Unavailable,

    /// <summary>Turned away at the door: not done, and others of its kind would not be either.</summary>
    TooMany,

    /// <summary>It may have been done; the same call again finds out, for every call is idempotent.</summary>
    Repeat,

    /// <summary>The token is no longer taken.</summary>
    TokenRefused,

    /// <summary>The transaction has moved on: its record says what became of it.</summary>
    LookUp,

    /// <summary>There is no such transaction.</summary>
    NoTransaction,

    /// <summary>The client is not known, or may not sign.</summary>
    NoClient,
}

/// <summary>A verdict.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Code">Name of the refusal, kebab-case; empty where it is none.</param>
/// <param name="Detail">Plain words with fiskaly's own code, for the operator.</param>
internal sealed record FiskalyVerdict(FiskalyVerdictKind Kind, string Code, string Detail)
{
    private static readonly Dictionary<string, (FiskalyVerdictKind Kind, string Code, string Words)> s_known =
        new(StringComparer.Ordinal)
        {
            ["E_TX_UPSERT"] = (FiskalyVerdictKind.LookUp, "", "The transaction has another revision."),
            ["E_TX_REVISION_NOT_FOUND"] = (FiskalyVerdictKind.LookUp, "", "The transaction has another revision."),
            ["E_TX_ILLEGAL_TYPE_CHANGE"] = (FiskalyVerdictKind.LookUp, "", "The transaction has another type."),
            ["E_TX_NOT_FOUND"] = (
                FiskalyVerdictKind.NoTransaction, TssRefusals.TransactionUnknown, "There is no such transaction."),
            ["E_CLIENT_NOT_FOUND"] = (
                FiskalyVerdictKind.NoClient, TssRefusals.ClientUnknown, "The client is not known."),
            ["E_CLIENT_DEREGISTERED"] = (
                FiskalyVerdictKind.NoClient, TssRefusals.ClientUnknown, "The client is deregistered."),
            // Another call for the same transaction is under way.
            ["E_PENDING_TX_CONFLICT"] = (FiskalyVerdictKind.Repeat, "", "The transaction is being worked on."),
            ["E_MIDDLEWARE_PENDING_REQUEST"] = (FiskalyVerdictKind.Repeat, "", "A call before it is under way."),
            ["E_EXPORT_IN_PROGRESS"] = (FiskalyVerdictKind.Unavailable, "", "An export holds the TSS up."),
            ["E_TOO_MANY_EXPORTS"] = (FiskalyVerdictKind.Unavailable, "", "Too many exports are under way."),
            ["E_EXPORT_DUPLICATE_RATE_LIMITED"] = (
                FiskalyVerdictKind.Unavailable, "", "The same export is under way."),
            ["E_DUPLICATE_EXPORT"] = (FiskalyVerdictKind.Unavailable, "", "The same export is under way."),
            ["E_EXPORT_NOT_COMPLETED"] = (FiskalyVerdictKind.Repeat, "", "The export is not done yet."),
            ["E_TSS_LOCKED"] = (FiskalyVerdictKind.Unavailable, "", "The TSS is under maintenance."),
            ["E_EXPORT_TEMPORARILY_UNAVAILABLE"] = (
                FiskalyVerdictKind.Unavailable, "", "Exports are not possible now."),
            ["E_TX_LIMIT_REACHED"] = (
                FiskalyVerdictKind.Refused, TssRefusals.TooManyOpen, "The TSS has 2000 open transactions."),
            ["E_TSS_NOT_INITIALIZED"] = (
                FiskalyVerdictKind.Refused, TssRefusals.NotSetUp, "The TSS was not put into service yet."),
            ["E_TSS_DISABLED"] = (FiskalyVerdictKind.Refused, TssRefusals.TssUnusable, "The TSS is disabled for good."),
            ["E_TSS_DEFECTIVE"] = (FiskalyVerdictKind.Refused, TssRefusals.TssUnusable, "The TSS is defective."),
            ["E_TSS_DELETED"] = (FiskalyVerdictKind.Refused, TssRefusals.TssUnusable, "The TSS was deleted."),
            ["E_TSS_EVICTED"] = (
                FiskalyVerdictKind.Refused, TssRefusals.TssUnusable, "The TSS was evicted, for it was not used."),
            ["E_TSS_NOT_FOUND"] = (FiskalyVerdictKind.Refused, TssRefusals.NotSetUp, "There is no such TSS."),
            ["E_CERTIFICATE_EXPIRED"] = (
                FiskalyVerdictKind.Refused, TssRefusals.CertificateExpired,
                "The certificate has expired: a new TSS is needed, and new clients in it."),
            ["E_ACCESS_DENIED"] = (
                FiskalyVerdictKind.Refused, TssRefusals.NotAuthorised,
                "The API key is of another organisation or environment."),
            ["E_USE_MIDDLEWARE"] = (
                FiskalyVerdictKind.Refused, TssRefusals.NotSetUp, "The address is not that of the middleware."),
        };

    /// <summary>Judges an answer other than 2xx.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="code">fiskaly's code in the body; null where there was none.</param>
    public static FiskalyVerdict Judge(int status, string? code)
    {
        var said = code is null ? $"fiskaly answered {status}." : $"fiskaly answered {status} {code}.";
        if (code is not null && s_known.TryGetValue(code, out var known))
        {
            return new FiskalyVerdict(known.Kind, known.Code, $"{known.Words} {said}");
        }

        return status switch
        {
            401 => new FiskalyVerdict(FiskalyVerdictKind.TokenRefused, TssRefusals.NotAuthorised, said),
            429 => new FiskalyVerdict(FiskalyVerdictKind.TooMany, "", $"Too many calls. {said}"),
            // Codes of capacity and maintenance say that nothing was done; a bare one may come from any proxy.
            503 when code is not null => new FiskalyVerdict(FiskalyVerdictKind.Unavailable, "", said),
            408 or 425 or 444 or 499 or >= 500 => new FiskalyVerdict(FiskalyVerdictKind.Repeat, "", said),
            _ => new FiskalyVerdict(FiskalyVerdictKind.Refused, TssRefusals.CallNotUnderstood, said),
        };
    }

    /// <summary>As the port says it, where nothing better could be found out.</summary>
    public TssOutcome<T> ToOutcome<T>() => Kind switch
    {
        FiskalyVerdictKind.Refused or FiskalyVerdictKind.TokenRefused or FiskalyVerdictKind.NoTransaction
            or FiskalyVerdictKind.NoClient => new TssOutcome<T>.Refused(Code, Detail),
        FiskalyVerdictKind.Unavailable or FiskalyVerdictKind.TooMany => new TssOutcome<T>.Unavailable(Detail),
        FiskalyVerdictKind.Repeat or FiskalyVerdictKind.LookUp => new TssOutcome<T>.Unknown(Detail),
    };

    /// <summary>
    /// The same for a call that only looks: being asked to look less often is no outage of the signing.
    /// </summary>
    public TssOutcome<T> ToOutcomeOfLook<T>() => Kind is FiskalyVerdictKind.TooMany
        ? new TssOutcome<T>.Unknown(Detail)
        : ToOutcome<T>();

    /// <summary>An answer that does not say what it must.</summary>
    public static FiskalyVerdict Unreadable { get; } =
        new(FiskalyVerdictKind.Repeat, "", "fiskaly's answer was not understood.");
}
