using System.Globalization;
using System.Text;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>Start and finish, by ids of our own and by revisions: a call repeated is a call made once.</summary>
/// <param name="calls">The calls.</param>
/// <param name="clients">The clients.</param>
/// <param name="tssId">Id of the TSS.</param>
internal sealed class FiskalyTransactions(FiskalyCalls calls, FiskalyClients clients, string tssId)
{
    private const int FirstRevision = 1;
    private const int MostAttempts = 5;

    /// <summary>
    /// Starts. Where an earlier try of the same reference has begun, its start is given again; where that one was
    /// aborted since, it carries no sale, and the next id is taken.
    /// </summary>
    public async Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(reference.ClientId, cancellationToken);
        if (client.Value is not { } clientId)
        {
            // A look that got lost stays unknown, though nothing was started: so it is looked again for a while.
            return client.Verdict!.ToOutcome<StartedTransaction>();
        }

        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var id = FiskalyId.OfTransaction(tssId, reference.Reference, attempt);
            var answer = await BeginAsync(id, clientId, cancellationToken);
            if (answer.Value is not { } first)
            {
                return Failed<StartedTransaction>(reference.ClientId, answer.Verdict!);
            }

            if (first.LatestRevision > FirstRevision)
            {
                var latest = await ReadAsync(id, null, cancellationToken);
                if (latest.Value is not { } now)
                {
                    return latest.Verdict!.ToOutcome<StartedTransaction>();
                }

                if (WasAborted(now))
                {
                    continue;
                }
            }

            return FiskalyReading.Started(first, reference.ClientId) is { } started
                ? new TssOutcome<StartedTransaction>.Done(started)
                : FiskalyVerdict.Unreadable.ToOutcome<StartedTransaction>();
        }

        return new TssOutcome<StartedTransaction>.Refused(
            "reference-used-up", $"{MostAttempts} starts of this receipt were aborted.");
    }

    /// <summary>Finishes with processData as it is, raw.</summary>
    public async Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken)
    {
        var client = await clients.FindAsync(transaction.ClientId, cancellationToken);
        if (client.Value is not { } clientId)
        {
            return client.Verdict!.ToOutcome<TssSignature>();
        }

        var answer = await EndAsync(transaction.Number, FirstRevision + 1, clientId, data, cancellationToken);
        if (answer.Verdict?.Kind is FiskalyVerdictKind.LookUp)
        {
            var record = await ReadAsync(Number(transaction.Number), null, cancellationToken);
            if (record.Value is not { } now)
            {
                return record.Verdict!.ToOutcome<TssSignature>();
            }

            if (now is not { ClientId: not null, State: not null })
            {
                return FiskalyVerdict.Unreadable.ToOutcome<TssSignature>();
            }

            if (now.ClientId != clientId)
            {
                return new TssOutcome<TssSignature>.Refused(
                    TssRefusals.TransactionUnknown, $"This client has no transaction {transaction.Number}.");
            }

            if (now.State != FiskalyWire.Active && FiskalyReading.DataOf(now) != data)
            {
                return new TssOutcome<TssSignature>.Refused(
                    TssRefusals.TransactionFinished, $"Transaction {transaction.Number} is finished already.");
            }

            answer = now.State == FiskalyWire.Active
                ? await EndAsync(transaction.Number, now.LatestRevision + 1, clientId, data, cancellationToken)
                : record;
        }

        if (answer.Value is not { } finished)
        {
            return Failed<TssSignature>(transaction.ClientId, answer.Verdict!);
        }

        return FiskalyReading.Signature(finished, transaction.ClientId, data) is { } signature
            ? new TssOutcome<TssSignature>.Done(signature)
            : FiskalyVerdict.Unreadable.ToOutcome<TssSignature>();
    }

    /// <summary>A transaction at a revision, the last one where none is named.</summary>
    /// <param name="idOrNumber">Its id or its number.</param>
    public Task<FiskalyAnswer<FiskalyTransaction>> ReadAsync(
        string idOrNumber, int? revision, CancellationToken cancellationToken) =>
        calls.GetAsync<FiskalyTransaction>(
            FiskalyCallKind.Look,
            string.Create(
                CultureInfo.InvariantCulture,
                $"tss/{tssId}/tx/{idOrNumber}{(revision is null ? "" : $"?tx_revision={revision}")}"),
            cancellationToken);

    /// <summary>A number as part of an address.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<FiskalyAnswer<FiskalyTransaction>> BeginAsync(
        string id, string clientId, CancellationToken cancellationToken)
    {
        var answer = await PutAsync(
            id, FirstRevision, new FiskalyTransactionRequest(FiskalyWire.Active, clientId, null), cancellationToken);
        if (answer.Verdict?.Kind is not FiskalyVerdictKind.LookUp)
        {
            return answer;
        }

        // It has gone on since an earlier try: the start is on record. Where it is not, nothing was begun and nothing
        // refused: the same call is worth another try.
        var record = await ReadAsync(id, FirstRevision, cancellationToken);
        return record.Verdict is { Kind: FiskalyVerdictKind.NoTransaction } none
            ? FiskalyAnswer<FiskalyTransaction>.Of(none with { Kind = FiskalyVerdictKind.Repeat })
            : record;
    }

    private Task<FiskalyAnswer<FiskalyTransaction>> EndAsync(
        long number, long revision, string clientId, ProcessData data, CancellationToken cancellationToken) =>
        PutAsync(
            Number(number), revision,
            new FiskalyTransactionRequest(
                FiskalyWire.Finished, clientId,
                new FiskalySchema(new FiskalyRaw(
                    data.ProcessType, Convert.ToBase64String(Encoding.UTF8.GetBytes(data.Text))))),
            cancellationToken);

    private Task<FiskalyAnswer<FiskalyTransaction>> PutAsync(
        string idOrNumber, long revision, FiskalyTransactionRequest body, CancellationToken cancellationToken) =>
        calls.PutAsync<FiskalyTransaction>(
            FiskalyCallKind.Sign,
            string.Create(CultureInfo.InvariantCulture, $"tss/{tssId}/tx/{idOrNumber}?tx_revision={revision}"),
            body, cancellationToken);

    private TssOutcome<T> Failed<T>(string serialNumber, FiskalyVerdict verdict)
    {
        if (verdict.Kind is FiskalyVerdictKind.NoClient)
        {
            // Registered anew it has another id.
            clients.Forget(serialNumber);
        }

        return verdict.ToOutcome<T>();
    }

    private static bool WasAborted(FiskalyTransaction transaction) =>
        transaction.State is not (FiskalyWire.Active or FiskalyWire.Finished)
        || (transaction.State is FiskalyWire.Finished
            && FiskalyReading.DataOf(transaction)?.Text == KassenbelegV1.Aborted);
}
