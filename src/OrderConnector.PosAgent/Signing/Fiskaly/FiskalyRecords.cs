using System.Globalization;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>What fiskaly has on record: open transactions, single ones, the TSS itself.</summary>
/// <param name="calls">The calls.</param>
/// <param name="clients">The clients.</param>
/// <param name="transactions">Reads single transactions.</param>
/// <param name="tssId">Id of the TSS.</param>
/// <param name="time">The clock a certificate's end is held against.</param>
internal sealed class FiskalyRecords(
    FiskalyCalls calls, FiskalyClients clients, FiskalyTransactions transactions, string tssId, TimeProvider time)
{
    private const int PageLength = 100;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>The client's open transactions, by number.</summary>
    public async Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string serialNumber, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(serialNumber, cancellationToken);
        if (client.Value is not { } clientId)
        {
            return client.Verdict!.ToOutcomeOfLook<IReadOnlyList<StartedTransaction>>();
        }

        var open = new List<StartedTransaction>();
        for (var offset = 0; ; offset += PageLength)
        {
            var answer = await calls.GetAsync<FiskalyPage<FiskalyTransaction>>(
                FiskalyCallKind.Look,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"tss/{tssId}/client/{clientId}/tx?states%5B0%5D=ACTIVE&order_by=number&limit={PageLength}"
                        + $"&offset={offset}"),
                cancellationToken);
            if (answer.Value is not { Data: { } page })
            {
                return (answer.Verdict ?? FiskalyVerdict.Unreadable)
                    .ToOutcomeOfLook<IReadOnlyList<StartedTransaction>>();
            }

            open.AddRange(page.Where(listed => listed is { State: FiskalyWire.Active })
                .Select(listed => Listed(listed, serialNumber)));
            if (page.Count < PageLength)
            {
                return new TssOutcome<IReadOnlyList<StartedTransaction>>.Done(open);
            }
        }
    }

    /// <summary>What became of a transaction.</summary>
    public async Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string serialNumber, long number, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(serialNumber, cancellationToken);
        if (client.Value is not { } clientId)
        {
            return client.Verdict!.ToOutcomeOfLook<TransactionOnRecord>();
        }

        var answer = await transactions.ReadAsync(FiskalyTransactions.Number(number), null, cancellationToken);
        if (answer.Verdict is { } verdict)
        {
            return verdict.Kind is FiskalyVerdictKind.NoTransaction
                ? Record(exists: false, null)
                : verdict.ToOutcomeOfLook<TransactionOnRecord>();
        }

        // An answer that names no owner and no state is none: it must not pass for a transaction of somebody else.
        if (answer.Value is not { Number: > 0, ClientId: { } owner, State: { } state } transaction)
        {
            return FiskalyVerdict.Unreadable.ToOutcome<TransactionOnRecord>();
        }

        if (owner != clientId)
        {
            return Record(exists: false, null);
        }

        if (state == FiskalyWire.Active)
        {
            return new TssOutcome<TransactionOnRecord>.Done(new TransactionOnRecord(true, null)
            {
                Start = await WithMessageAsync(
                    FiskalyReading.Started(transaction, serialNumber), cancellationToken),
            });
        }

        return FiskalyReading.Signature(transaction, serialNumber, asked: null) is { } signature
            ? Record(exists: true, await WithMessageAsync(signature, cancellationToken))
            : FiskalyVerdict.Unreadable.ToOutcome<TransactionOnRecord>();
    }

    /// <summary>Key and state; a TSS that cannot sign is refused by name, though it answers.</summary>
    public async Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken)
    {
        var answer = await calls.GetAsync<FiskalyTssAnswer>(
            FiskalyCallKind.Look, $"tss/{tssId}", cancellationToken);
        if (answer.Value is not { } tss)
        {
            return answer.Verdict!.ToOutcomeOfLook<TssInfo>();
        }

        if (tss.State != FiskalyWire.Initialized)
        {
            return new TssOutcome<TssInfo>.Refused(
                StateCode(tss.State), $"The TSS is in the state {tss.State}; it signs only when INITIALIZED.");
        }

        if (FiskalyReading.KeyOf(
            tss.PublicKey, tss.SignatureAlgorithm, tss.SignatureTimestampFormat, tss.Environment) is not { } key)
        {
            return FiskalyVerdict.Unreadable.ToOutcome<TssInfo>();
        }

        var expires = FiskalyReading.Expiry(tss.Certificate);
        return expires <= time.GetUtcNow()
            ? FiskalyVerdict.Judge(423, "E_CERTIFICATE_EXPIRED").ToOutcome<TssInfo>()
            : new TssOutcome<TssInfo>.Done(
                new TssInfo(key, tss.NumberActiveTransactions ?? 0, tss.SignatureCounter ?? 0, expires)
                {
                    DeviceTime = answer.Time,
                    MaximumOpenTransactions = tss.MaxNumberActiveTransactions,
                    RegisteredClients = tss.NumberRegisteredClients,
                    MaximumClients = tss.MaxNumberRegisteredClients,
                });
    }

    /// <summary>Certification, clients and limits, a sentence each; warnings last.</summary>
    public async Task<TssOutcome<IReadOnlyList<string>>> DescribeAsync(CancellationToken cancellationToken)
    {
        var tss = await calls.GetAsync<FiskalyTssAnswer>(FiskalyCallKind.Look, $"tss/{tssId}", cancellationToken);
        var listed = await clients.ListAsync(serialNumber: null, cancellationToken);
        return (tss.Verdict ?? listed.Verdict) is { } verdict
            ? verdict.ToOutcomeOfLook<IReadOnlyList<string>>()
            : new TssOutcome<IReadOnlyList<string>>.Done([.. FiskalyCondition.Sentences(tss.Value!, listed.Value!)]);
    }

    // A list shows the last revision: its counter is the start's only where there was no update.
    private static StartedTransaction Listed(FiskalyTransaction transaction, string serialNumber) =>
        FiskalyReading.Started(transaction, serialNumber) is { } started
            ? started with { Signature = null }
            : new StartedTransaction(serialNumber, transaction.Number, 0, FiskalyReading.StartOf(transaction));

    // A signature may cover more than the answer says: then the device's own message has the last word.
    private async Task<TssSignature> WithMessageAsync(TssSignature signature, CancellationToken cancellationToken)
    {
        if (SignatureCheck.Check(signature) is SignatureVerdict.Valid)
        {
            return signature;
        }

        return await MessageAsync(signature.TransactionNumber, cancellationToken) is { } message
            ? signature with { LogMessage = message }
            : signature;
    }

    private async Task<StartedTransaction?> WithMessageAsync(
        StartedTransaction? started, CancellationToken cancellationToken) =>
        started is { Signature: { } signature }
        && SignatureCheck.Check(started, signature) is not SignatureVerdict.Valid
        && await MessageAsync(started.Number, cancellationToken) is { } message
            ? started with { Signature = signature with { LogMessage = message } }
            : started;

    // The last one; of a transaction that is open and was never changed that is its start.
    private async Task<byte[]?> MessageAsync(long number, CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var fault = await calls.FetchAsync(
            $"tss/{tssId}/tx/{FiskalyTransactions.Number(number)}/log", message, s_patience, cancellationToken);
        return fault is null ? message.ToArray() : null;
    }

    private static string StateCode(string? state) => state switch
    {
        "DISABLED" or "DEFECTIVE" or "DELETED" or "EVICTED" => TssRefusals.TssUnusable,
        _ => TssRefusals.NotSetUp,
    };

    private static TssOutcome<TransactionOnRecord> Record(bool exists, TssSignature? signature) =>
        new TssOutcome<TransactionOnRecord>.Done(new TransactionOnRecord(exists, signature));
}
