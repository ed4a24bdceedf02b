using System.Globalization;
using System.Text.Json;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>
/// A TSS behind a queue of fiskaltrust.Middleware: one queue, one client. The queue writes processData itself, from
/// lines and payments. It knows our reference, but signs the same receipt twice if it is sent twice: what may have been
/// done is asked for by a receipt request, never sent again. The signature of a start is given without the counter and
/// the log time it covers: it cannot be verified here, only in an export of the log, while that of a finish always is.
/// </summary>
internal sealed partial class FiskaltrustTss : ITss, IDailyClosing, IDisposable
{
    // So long a start may lie on its way; asked for all the same after an outage of any length.
    private static readonly TimeSpan s_mayStillCome = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(60);

    private readonly FiskaltrustOptions _options;
    private readonly FiskaltrustCalls _calls;
    private readonly FiskaltrustMemory _memory;
    private readonly FiskaltrustExport _export;
    private readonly FailedMode _failedMode;
    private readonly TimeProvider _time;
    private volatile FiskaltrustDevice? _device;

    internal FiskaltrustTss(
        FiskaltrustOptions options, string? secret, HttpClient client, FiskaltrustMemory memory, TimeProvider time)
    {
        (_options, _memory, _time) = (options, memory, time);
        _calls = new FiskaltrustCalls(new TssHttp(client, time), options, secret);
        _export = new FiskaltrustExport(_calls);
        _failedMode = new FailedMode(time);
        _memory.Clear(time.GetUtcNow() - s_kept);
    }

    /// <inheritdoc />
    public async Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!EasSerialNumber.IsValid(reference.ClientId))
        {
            return new TssOutcome<StartedTransaction>.Refused(
                TssRefusals.ClientIdInvalid, "A client id has 1 to 70 of the characters a TSS takes.");
        }

        // Known before anything is started: another client's signatures would not be ours.
        var device = await ForClientAsync(reference.ClientId, cancellationToken);
        if (device is not TssOutcome<FiskaltrustDevice>.Done)
        {
            return device.NotDone<StartedTransaction>();
        }

        var request = Write(reference.Reference, new FtContent(FiskaltrustCases.StartTransaction, [], []));
        _memory.Starting(reference.Reference, reference.ClientId, request, _time.GetUtcNow());
        var outcome = await _calls.SignAsync(request, cancellationToken);
        return outcome.Then(FiskaltrustAnswer.Judge).Then(response => Started(reference, response));
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_memory.Find(transaction.ClientId, transaction.Number) is not { } sent)
        {
            return data.Text == KassenbelegV1.Aborted
                ? await AbortAsync(transaction, cancellationToken)
                : new TssOutcome<TssSignature>.Refused(
                    TssRefusals.TransactionUnknown, "This agent started no such transaction at the middleware.");
        }

        var (content, reason) = FiskaltrustReceipts.Of(data);
        if (content is null)
        {
            return new TssOutcome<TssSignature>.Refused(TssRefusals.CallNotUnderstood, reason!);
        }

        var device = await ForClientAsync(transaction.ClientId, cancellationToken);
        if (device is not TssOutcome<FiskaltrustDevice>.Done { Value: var known })
        {
            return device.NotDone<TssSignature>();
        }

        if (sent.FinishRequest is { } earlier)
        {
            // Sent before: the queue would sign it a second time.
            var found = await _calls.FindEarlierAsync(earlier, cancellationToken);
            if (found is not TssOutcome<EarlierAnswer>.Done { Value.Response: var answer })
            {
                return found.As<TssSignature>();
            }

            if (answer is not null && IsFinish(answer))
            {
                return Signed(answer, known);
            }
        }

        var request = Write(sent.Reference, content);
        _memory.Finishing(sent.Reference, request);
        var outcome = await _calls.SignAsync(request, cancellationToken);
        return outcome.Then(FiskaltrustAnswer.Judge).Then(response => Signed(response, known));
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_memory.Find(clientId, transactionNumber) is not { } sent)
        {
            // Asked all the same, for a queue that is away must not look like one that never had it.
            return (await AskDeviceAsync(cancellationToken)).Then<TransactionOnRecord>(
                _ => new TssOutcome<TransactionOnRecord>.Done(new TransactionOnRecord(false, null)));
        }

        if (sent.FinishRequest is { } request)
        {
            var found = await _calls.FindEarlierAsync(request, cancellationToken);
            if (found is not TssOutcome<EarlierAnswer>.Done { Value.Response: var answer })
            {
                return found.As<TransactionOnRecord>();
            }

            if (answer is not null && IsFinish(answer))
            {
                return (await ForClientAsync(clientId, cancellationToken))
                    .Then(device => Signed(answer, device)).Then<TransactionOnRecord>(signature =>
                        new TssOutcome<TransactionOnRecord>.Done(new TransactionOnRecord(true, signature)));
            }
        }

        var asked = await AskDeviceAsync(cancellationToken);
        return asked is not TssOutcome<FiskaltrustDevice>.Done { Value: var known } ? asked.As<TransactionOnRecord>()
            : known.Open.Contains(transactionNumber)
                ? new TssOutcome<TransactionOnRecord>.Done(new TransactionOnRecord(true, null))
                // Neither answered nor open: finished behind the queue's back, by a closing or after a lost answer.
                : (await _export.FindAsync(sent, _time.GetUtcNow(), known.Info.Key, cancellationToken))
                    .Then<TransactionOnRecord>(signature =>
                        new TssOutcome<TransactionOnRecord>.Done(new TransactionOnRecord(true, signature)));
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (await AskDeviceAsync(cancellationToken)).Then<TssInfo>(
            device => new TssOutcome<TssInfo>.Done(device.Info));
    }

    /// <inheritdoc />
    public Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
        _export.WriteAsync(from, to, target, cancellationToken);

    /// <summary>The client the queue signs for.</summary>
    internal async Task<TssOutcome<string>> AskClientAsync(CancellationToken cancellationToken) =>
        (_device is { } known
            ? new TssOutcome<FiskaltrustDevice>.Done(known)
            : await AskDeviceAsync(cancellationToken)).Then<string>(
                device => new TssOutcome<string>.Done(device.ClientId));

    /// <summary>Sends the receipt that puts a new queue into operation.</summary>
    internal async Task<TssOutcome<string>> SendAloneAsync(
        long receiptCase, string name, CancellationToken cancellationToken) =>
        (await _calls.SignAsync(Write(Alone(name), new FtContent(receiptCase, [], [])), cancellationToken))
            .Then(FiskaltrustAnswer.Judge).Then<string>(
                response => new TssOutcome<string>.Done(response.CashBoxIdentification ?? ""));

    /// <inheritdoc />
    public void Dispose()
    {
        _calls.Dispose();
        _memory.Dispose();
    }

    private TssOutcome<StartedTransaction> Started(TssReference reference, FtResponse response)
    {
        if (FiskaltrustAnswer.Number(response) is not { } number
            || FiskaltrustAnswer.Moment(response) is not { } moment)
        {
            return new TssOutcome<StartedTransaction>.Unknown("The middleware started and told no number.");
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
        _memory.Started(reference.Reference, number, at);
        // Its counter is not told.
        return new TssOutcome<StartedTransaction>.Done(new StartedTransaction(reference.ClientId, number, 0, at));
    }

    private static bool IsFinish(FtResponse answer) =>
        !FiskaltrustAnswer.IsStart(answer) && FiskaltrustAnswer.Judge(answer) is TssOutcome<FtResponse>.Done;

    private static TssOutcome<TssSignature> Signed(FtResponse response, FiskaltrustDevice device) =>
        FiskaltrustAnswer.Signature(response, device.Info.Key.Test) is { } signature
            ? new TssOutcome<TssSignature>.Done(signature)
            : new TssOutcome<TssSignature>.Unknown("The middleware took the receipt and gave no signature back.");

    private async Task<TssOutcome<FiskaltrustDevice>> ForClientAsync(
        string clientId, CancellationToken cancellationToken) =>
        (_device is { } known
            ? new TssOutcome<FiskaltrustDevice>.Done(known)
            : await AskDeviceAsync(cancellationToken)).Then<FiskaltrustDevice>(device => device.ClientId == clientId
                ? new TssOutcome<FiskaltrustDevice>.Done(device)
                : new TssOutcome<FiskaltrustDevice>.Refused(
                    TssRefusals.ClientUnknown,
                    $"The queue signs for '{device.ClientId}', not for '{clientId}': they must be the same."));

    private async Task<TssOutcome<FiskaltrustDevice>> AskDeviceAsync(CancellationToken cancellationToken)
    {
        if (_failedMode.Rest is { } rest)
        {
            return new TssOutcome<FiskaltrustDevice>.Unavailable(rest);
        }

        var answered = await _calls.SignAsync(
            Write(Alone("info"), new FtContent(FiskaltrustCases.TssInfo, [], [])), cancellationToken);
        var judged = answered.Then(FiskaltrustAnswer.Judge);
        _failedMode.Note(answered is TssOutcome<FtResponse>.Done ? judged : null);
        var device = judged.Then(FiskaltrustDevice.Read);
        if (device is TssOutcome<FiskaltrustDevice>.Done { Value: var known })
        {
            _device = known;
        }

        return device;
    }

    private string Alone(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}-{_time.GetUtcNow().UtcTicks}");

    private string Write(string reference, FtContent content, IReadOnlyList<long>? ends = null) =>
        JsonSerializer.Serialize(
            new FtRequest
            {
                CashBoxId = _options.CashBoxId,
                PosSystemId = _options.PosSystemId,
                TerminalId = _options.TerminalId,
                Reference = reference,
                Moment = _time.GetUtcNow().UtcDateTime,
                User = _options.User,
                ChargeItems = content.ChargeItems,
                PayItems = content.PayItems,
                Case = content.Case,
                CaseData = ends is null ? null : JsonSerializer.Serialize(new FtOpenTransactions(ends)),
            },
            FtJson.Options);
}
