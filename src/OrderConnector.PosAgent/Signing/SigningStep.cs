using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing;

/// <summary>The next thing to do for an order's signature. Match names every case, so that none is forgotten.</summary>
public abstract record SigningStep
{
    private SigningStep()
    {
    }

    /// <summary>Nothing to sign: not released yet, or done.</summary>
    public sealed record Nothing : SigningStep;

    /// <summary>The outcome of a call is uncertain and was asked for just now: ask again then.</summary>
    public sealed record WaitUntil(DateTimeOffset Time) : SigningStep;

    /// <summary>Draw the receipt number and journal the intent; durable before any start.</summary>
    public sealed record RecordIntent : SigningStep;

    /// <summary>Ask the TSS to start.</summary>
    public sealed record Start : SigningStep;

    /// <summary>Journal the transaction number; durable before the finish.</summary>
    public sealed record RecordStart(StartedTransaction Transaction) : SigningStep;

    /// <summary>Ask the TSS for open transactions: a start may have been made.</summary>
    public sealed record FindOpen : SigningStep;

    /// <summary>Finish a transaction that matches nothing as AVBelegabbruch.</summary>
    public sealed record AbortOrphan(StartedTransaction Transaction) : SigningStep;

    /// <summary>Ask the TSS to finish and sign.</summary>
    public sealed record Finish(StartedTransaction Transaction) : SigningStep;

    /// <summary>Ask the TSS what became of a transaction: a finish may have been made.</summary>
    public sealed record ReadBack(long TransactionNumber) : SigningStep;

    /// <summary>Journal the signature and issue the receipt.</summary>
    public sealed record RecordSigned(TssSignature Signature) : SigningStep;

    /// <summary>Journal the sale without a signature and issue the marked receipt.</summary>
    /// <param name="Code">Stable name of the reason.</param>
    /// <param name="Detail">Plain words, on the receipt's record.</param>
    /// <param name="BeginsOutage">True where the reason is the TSS itself.</param>
    /// <param name="Outage">The outage under way it falls into; null where there is none.</param>
    public sealed record RecordUnsigned(string Code, string Detail, bool BeginsOutage, string? Outage = null)
        : SigningStep;

    /// <summary>The outcome is journaled, the receipt is not.</summary>
    public sealed record Issue : SigningStep;

    /// <summary>One branch per case.</summary>
    public T Match<T>(
        Func<T> nothing,
        Func<WaitUntil, T> waitUntil,
        Func<T> recordIntent,
        Func<T> start,
        Func<RecordStart, T> recordStart,
        Func<T> findOpen,
        Func<AbortOrphan, T> abortOrphan,
        Func<Finish, T> finish,
        Func<ReadBack, T> readBack,
        Func<RecordSigned, T> recordSigned,
        Func<RecordUnsigned, T> recordUnsigned,
        Func<T> issue) => this switch
        {
            Nothing => nothing(),
            WaitUntil w => waitUntil(w),
            RecordIntent => recordIntent(),
            Start => start(),
            RecordStart s => recordStart(s),
            FindOpen => findOpen(),
            AbortOrphan a => abortOrphan(a),
            Finish f => finish(f),
            ReadBack r => readBack(r),
            RecordSigned s => recordSigned(s),
            RecordUnsigned u => recordUnsigned(u),
            Issue => issue(),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
}
