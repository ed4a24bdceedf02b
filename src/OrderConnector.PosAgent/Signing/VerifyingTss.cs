using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// Stands before any driver and lets no signature pass that was not verified against the key of the TSS. One that does
/// not verify is refused by name, so that the sale is recorded as unsigned for that reason; in production the same
/// holds for what a test device signed.
/// </summary>
/// <param name="inner">The driver.</param>
/// <param name="production">Whether the branch really sells.</param>
/// <param name="log">Where the alarm goes.</param>
public sealed partial class VerifyingTss(ITss inner, bool production, ILogger<VerifyingTss> log) : ITss, IDisposable
{
    /// <summary>How the driver closes a day; null where its TSS wants none closed.</summary>
    public IDailyClosing? Closing => inner as IDailyClosing;

    /// <summary>How the driver acknowledges an export; null where its TSS wants none acknowledged.</summary>
    public ILogAcknowledgement? Acknowledgement => inner as ILogAcknowledgement;

    /// <inheritdoc />
    public async Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken)
    {
        var outcome = await inner.StartAsync(reference, cancellationToken);
        if (outcome is not TssOutcome<StartedTransaction>.Done { Value: { Signature: { } signature } started }
            || Fault(started, signature) is not { } fault)
        {
            return outcome;
        }

        // The message may hold more than the answer says: only the device's own record can tell.
        return (await inner.ReadBackAsync(started.ClientId, started.Number, cancellationToken))
            .Match<TssOutcome<StartedTransaction>>(
                record => record.Start is { Signature: { } onRecord } start && Fault(start, onRecord) is null
                    ? new TssOutcome<StartedTransaction>.Done(start)
                    : Alarm<StartedTransaction>(started.Number, started.SignatureCounter, fault),
                refused => new TssOutcome<StartedTransaction>.Refused(refused.Code, refused.Detail),
                unavailable => new TssOutcome<StartedTransaction>.Unknown(unavailable.Detail),
                unknown => new TssOutcome<StartedTransaction>.Unknown(unknown.Detail));
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken)
    {
        var outcome = await inner.FinishAsync(transaction, data, cancellationToken);
        if (outcome is not TssOutcome<TssSignature>.Done { Value: var signature }
            || Fault(signature) is not { } fault)
        {
            return outcome;
        }

        if (fault.Code != TssRefusals.SignatureInvalid)
        {
            return new TssOutcome<TssSignature>.Refused(fault.Code, fault.Detail);
        }

        // The message may hold more than the answer says: only the device's own record can tell.
        return (await ReadBackAsync(signature.ClientId, signature.TransactionNumber, cancellationToken))
            .Match<TssOutcome<TssSignature>>(
                record => record.Signature is { } found
                    ? new TssOutcome<TssSignature>.Done(found)
                    : Alarm<TssSignature>(signature.TransactionNumber, signature.SignatureCounter, fault.Detail),
                refused => new TssOutcome<TssSignature>.Refused(refused.Code, refused.Detail),
                unavailable => new TssOutcome<TssSignature>.Unknown(unavailable.Detail),
                unknown => new TssOutcome<TssSignature>.Unknown(unknown.Detail));
    }

    /// <inheritdoc />
    public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken) => inner.FindOpenAsync(clientId, cancellationToken);

    /// <inheritdoc />
    public async Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken)
    {
        var outcome = await inner.ReadBackAsync(clientId, transactionNumber, cancellationToken);
        return outcome is TssOutcome<TransactionOnRecord>.Done { Value.Signature: { } signature }
            && Fault(signature) is { } fault
                ? fault.Code == TssRefusals.SignatureInvalid
                    ? Alarm<TransactionOnRecord>(
                        signature.TransactionNumber, signature.SignatureCounter, fault.Detail)
                    : new TssOutcome<TransactionOnRecord>.Refused(fault.Code, fault.Detail)
                : outcome;
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken)
    {
        var outcome = await inner.InfoAsync(cancellationToken);
        return production && outcome is TssOutcome<TssInfo>.Done { Value.Key.Test: true }
            ? new TssOutcome<TssInfo>.Refused(TssRefusals.TestTss, s_test)
            : outcome;
    }

    /// <inheritdoc />
    public Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
        inner.ExportLogAsync(from, to, target, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => (inner as IDisposable)?.Dispose();

    private TssOutcome<T>.Refused Alarm<T>(long transaction, long counter, string detail)
    {
        Log.SignatureInvalid(log, transaction, counter, detail);
        return new TssOutcome<T>.Refused(TssRefusals.SignatureInvalid, detail);
    }

    private TssOutcome<TssSignature>.Refused? Fault(TssSignature signature)
    {
        if (production && signature.Key.Test)
        {
            return new TssOutcome<TssSignature>.Refused(TssRefusals.TestTss, s_test);
        }

        return Fault(SignatureCheck.Check(signature), signature.TransactionNumber, signature.Key) is { } fault
            ? new TssOutcome<TssSignature>.Refused(TssRefusals.SignatureInvalid, fault)
            : null;
    }

    private static string? Fault(StartedTransaction started, StartSignature signature) =>
        Fault(SignatureCheck.Check(started, signature), started.Number, signature.Key);

    private static string? Fault(SignatureVerdict verdict, long transaction, TssKey key) =>
        verdict is SignatureVerdict.Valid
            ? null
            : FormattableString.Invariant(
                $"The signature of transaction {transaction} is {verdict} for the key of the TSS.")
                + $" Serial number {key.SerialNumber}.";

    private static readonly string s_test =
        "The device signs with a test certificate; in production it signs nothing that counts.";

    private static partial class Log
    {
        [LoggerMessage(2210, LogLevel.Critical,
            "A TSS signature does not verify (transaction {Transaction}, counter {Counter}): {Detail}")]
        internal static partial void SignatureInvalid(ILogger log, long transaction, long counter, string detail);
    }
}
