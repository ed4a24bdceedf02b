using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// What this process knows of the TSS beyond the journal, for one order. Lost with the process; then everything that
/// could have been called counts as called.
/// </summary>
public sealed record SigningKnowledge
{
    private SigningKnowledge()
    {
    }

    /// <summary>True once the call of this stage (start or finish) was made or may have been made.</summary>
    public bool MayBeDone { get; private init; }

    /// <summary>The start's answer, not journaled yet.</summary>
    public StartedTransaction? Started { get; private init; }

    /// <summary>The finish's answer, not journaled yet.</summary>
    public TssSignature? Signature { get; private init; }

    /// <summary>Open transactions found after an uncertain start; null where not asked since.</summary>
    public IReadOnlyList<StartedTransaction>? Open { get; private init; }

    /// <summary>What a read-back found after an uncertain finish; null where not asked since.</summary>
    public TransactionOnRecord? OnRecord { get; private init; }

    /// <summary>The TSS said no or could not; the order is sold unsigned.</summary>
    public SigningStep.RecordUnsigned? Failure { get; private init; }

    /// <summary>The TSS refused the finish; whether an earlier try succeeded is for the record to say.</summary>
    public SigningStep.RecordUnsigned? Refusal { get; private init; }

    /// <summary>Since when the outcome is uncertain.</summary>
    public DateTimeOffset? UncertainSince { get; private init; }

    /// <summary>Not before then is the TSS asked again.</summary>
    public DateTimeOffset? AskAgainAt { get; private init; }

    /// <summary>How often it was asked in vain.</summary>
    public int VainAsks { get; private init; }

    /// <summary>Nothing called yet: the intent was journaled by this very process.</summary>
    public static SigningKnowledge Fresh { get; } = new();

    /// <summary>Found in the journal after a start of the process: the call may have been made.</summary>
    public static SigningKnowledge AfterRestart(DateTimeOffset now) => new() { MayBeDone = true, UncertainSince = now };

    /// <summary>The TSS started.</summary>
    public SigningKnowledge WithStarted(StartedTransaction transaction) => new() { Started = transaction };

    /// <summary>The TSS signed.</summary>
    public SigningKnowledge WithSignature(TssSignature signature) => new() { Signature = signature };

    /// <summary>The call failed for good.</summary>
    public SigningKnowledge WithFailure(SigningStep.RecordUnsigned failure) => this with { Failure = failure };

    /// <summary>The TSS refused the finish.</summary>
    public SigningKnowledge WithRefusal(SigningStep.RecordUnsigned refusal) => this with { Refusal = refusal };

    /// <summary>The call may have been done: nothing found so far counts any more.</summary>
    /// <param name="began">When the call was made; the deadline runs from the first one.</param>
    /// <param name="askAgainAt">Not before then is the TSS asked.</param>
    public SigningKnowledge Uncertain(DateTimeOffset began, DateTimeOffset askAgainAt) => this with
    {
        MayBeDone = true,
        Open = null,
        OnRecord = null,
        UncertainSince = UncertainSince ?? began,
        AskAgainAt = askAgainAt,
        VainAsks = VainAsks + 1,
    };

    /// <summary>These are open.</summary>
    public SigningKnowledge WithOpen(IReadOnlyList<StartedTransaction> open) => this with { Open = open };

    /// <summary>One of them was finished as AVBelegabbruch.</summary>
    public SigningKnowledge WithoutOrphan(long transactionNumber) =>
        this with { Open = [.. (Open ?? []).Where(open => open.Number != transactionNumber)] };

    /// <summary>This is on record.</summary>
    public SigningKnowledge WithRecord(TransactionOnRecord record) => this with { OnRecord = record };
}
