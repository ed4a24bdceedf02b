using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

// Transactions that are open and lead nowhere: found, and ended where no receipt of ours can end them.
internal sealed partial class FiskaltrustTss
{
    /// <inheritdoc />
    public async Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var start in _memory.Unanswered(clientId))
        {
            var found = await _calls.FindEarlierAsync(start.StartRequest, cancellationToken);
            if (found is not TssOutcome<EarlierAnswer>.Done { Value: var earlier })
            {
                return found.As<IReadOnlyList<StartedTransaction>>();
            }

            if (earlier.Response is { } response)
            {
                Started(new TssReference(clientId, start.Reference), response);
            }
            else
            {
                _memory.Forget(start.Reference, _time.GetUtcNow() - s_mayStillCome);
            }
        }

        return (await AskDeviceAsync(cancellationToken)).Then<IReadOnlyList<StartedTransaction>>(device =>
            new TssOutcome<IReadOnlyList<StartedTransaction>>.Done(
            [
                .. device.Open.Order().Select(number => Open(device, clientId, number)).OfType<StartedTransaction>(),
            ]));
    }

    // The TSS names the open transactions of all its queues; only our own are ours to finish. One without a record was
    // started by a call that came so late that another had taken its reference by then.
    private StartedTransaction? Open(FiskaltrustDevice device, string clientId, long number) =>
        _memory.Find(clientId, number) is { } sent
            ? new StartedTransaction(clientId, number, 0, sent.StartedAt!.Value)
            : device.IsOurs ? new StartedTransaction(clientId, number, 0, _time.GetUtcNow()) : null;

    // By its number: the reference it was started under belongs to another by now.
    private async Task<TssOutcome<TssSignature>> AbortAsync(
        StartedTransaction transaction, CancellationToken cancellationToken)
    {
        var asked = await AskDeviceAsync(cancellationToken);
        if (asked is not TssOutcome<FiskaltrustDevice>.Done { Value: var device })
        {
            return asked.As<TssSignature>();
        }

        if (!device.IsOurs)
        {
            return new TssOutcome<TssSignature>.Refused(
                TssRefusals.TransactionUnknown, "The transaction may be another queue's.");
        }

        if (device.Open.Contains(transaction.Number))
        {
            var request = Write(
                Alone("abort"), new FtContent(FiskaltrustCases.FailTransactions, [], []), [transaction.Number]);
            var ended = (await _calls.SignAsync(request, cancellationToken)).Then(FiskaltrustAnswer.Judge);
            if (ended is not TssOutcome<FtResponse>.Done)
            {
                return ended.As<TssSignature>();
            }
        }

        // A receipt that ends several has no signature of its own for each: the log has.
        return await _export.FindAsync(
            new SentTransaction("", transaction.ClientId, "", transaction.Number, transaction.LogTime, null),
            _time.GetUtcNow(), device.Info.Key, cancellationToken);
    }
}
