using System.Globalization;
using System.Text;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>
/// A TSS of Deutsche Fiskal through its Fiskal Cloud Connector, a service beside the agent. It knows no id of ours: a
/// start whose answer is lost is found by its number only, in the list of open transactions.
/// </summary>
internal sealed class FccTss : ITss, ILogAcknowledgement, IDisposable
{
    // So many open transactions have their start read from the log; of more only the number is told.
    private const int MostStartsRead = 20;

    private readonly FccConnection _connection;
    private readonly FccExport _export;
    private volatile FccDevice? _device;

    internal FccTss(FccOptions options, string easCode, HttpClient client, TimeProvider time)
    {
        _connection = new FccConnection(
            new TssHttp(client, time), easCode, TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        _export = new FccExport(_connection, TimeSpan.FromMinutes(options.ExportTimeoutMinutes));
        Registrar = new FccRegistrar(_connection, options.TypeOfSystem);
    }

    /// <summary>Makes cash registers known.</summary>
    internal FccRegistrar Registrar { get; }

    /// <summary>Calls to the connector, for the commands of the operator.</summary>
    internal FccConnection Connection => _connection;

    internal static FccTss Open(FccOptions options, TimeProvider time) =>
        new(options, options.Secret, TssHttp.Client(options.Address), time);

    /// <inheritdoc />
    public async Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken)
    {
        if (!EasSerialNumber.IsValid(reference.ClientId))
        {
            return new TssOutcome<StartedTransaction>.Refused(
                TssRefusals.ClientIdInvalid, "A client id has 1 to 70 of the characters a TSS takes.");
        }

        // Before anything is started the key must be known: without it the finish could not be verified.
        var device = await DeviceAsync(cancellationToken);
        if (device is not TssOutcome<FccDevice>.Done)
        {
            return device.NotDone<StartedTransaction>();
        }

        var outcome = await _connection.CallAsClientAsync(
            reference.ClientId, HttpMethod.Post, "transaction", new FccTransactionCall(reference.ClientId, "", ""),
            cancellationToken);
        if (outcome is not TssOutcome<TssReply.Answered>.Done { Value: { IsSuccess: true } answer })
        {
            return outcome.Then(answered => FccErrors.Judge<StartedTransaction>(answered.Status, answered.Body));
        }

        var started = FccJson.Read<FccStarted>(answer.Body);
        if (started?.SerialNumber is { } serial && _device is { } asked
            && !serial.Equals(asked.Key.SerialNumber, StringComparison.OrdinalIgnoreCase))
        {
            // Another TSS than the one asked about: its key signed this.
            _device = null;
            device = await DeviceAsync(cancellationToken);
        }

        return device is TssOutcome<FccDevice>.Done { Value.Key: var key }
            ? Started(reference.ClientId, started, key)
            : new TssOutcome<StartedTransaction>.Unknown("It started, and does not tell the key it signs with.");
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken)
    {
        var device = await DeviceAsync(cancellationToken);
        if (device is not TssOutcome<FccDevice>.Done { Value: var known })
        {
            return device.NotDone<TssSignature>();
        }

        var call = new FccTransactionCall(
            transaction.ClientId, data.ProcessType, Convert.ToBase64String(Encoding.UTF8.GetBytes(data.Text)));
        var outcome = await _connection.CallAsClientAsync(
            transaction.ClientId, HttpMethod.Put, Path("transaction", transaction.Number), call, cancellationToken);
        return outcome.Then(answered => answered.IsSuccess
            ? Finished(transaction, data, known.Key, FccJson.Read<FccFinished>(answered.Body))
            : FccErrors.Judge<TssSignature>(answered.Status, answered.Body));
    }

    /// <inheritdoc />
    public async Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken)
    {
        var outcome = await _connection.CallAsClientAsync(
            clientId, HttpMethod.Get, $"transactions?clientId={Uri.EscapeDataString(clientId)}", null,
            cancellationToken);
        var open = outcome.Then<List<FccTransaction>>(answered => answered switch
        {
            // "Nothing found" is how it says that none is open.
            { Status: 404 } => new TssOutcome<List<FccTransaction>>.Done([]),
            { IsSuccess: true } when FccJson.Read<List<FccTransaction>>(answered.Body) is { } list =>
                new TssOutcome<List<FccTransaction>>.Done(list),
            { IsSuccess: true } => FccConnection.Nonsense<List<FccTransaction>>("list of transactions"),
            _ => FccErrors.Judge<List<FccTransaction>>(answered.Status, answered.Body),
        });
        return open is TssOutcome<List<FccTransaction>>.Done { Value: var found }
            ? new TssOutcome<IReadOnlyList<StartedTransaction>>.Done(
                await StartsOfAsync(clientId, found, cancellationToken))
            : open.As<IReadOnlyList<StartedTransaction>>();
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken)
    {
        var device = await DeviceAsync(cancellationToken);
        if (device is not TssOutcome<FccDevice>.Done { Value: var known })
        {
            return device.NotDone<TransactionOnRecord>();
        }

        var logs = await _export.ReadTransactionAsync(transactionNumber, cancellationToken);
        return logs.Then<TransactionOnRecord>(
            messages => FccRecord.Read(messages, clientId, transactionNumber, known.Key) is { } record
                ? new TssOutcome<TransactionOnRecord>.Done(record)
                : FccConnection.Nonsense<TransactionOnRecord>("log of the transaction"));
    }

    /// <inheritdoc />
    public async Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken)
    {
        var health = await _connection.CallAsync(
            FccConnection.Actuator, HttpMethod.Get, "actuator/health", null, cancellationToken);
        if (health is TssOutcome<byte[]>.Unknown)
        {
            return new TssOutcome<TssInfo>.Unavailable("The Fiskal Cloud Connector runs, but is not ready.");
        }

        if (health is not TssOutcome<byte[]>.Done)
        {
            return health.As<TssInfo>();
        }

        // Asked anew: the connector may have been given another TSS since.
        _device = null;
        var device = await DeviceAsync(cancellationToken);
        if (device is not TssOutcome<FccDevice>.Done { Value: var known })
        {
            return device.As<TssInfo>();
        }

        var check = await SelfCheckAsync(cancellationToken);
        return check is TssOutcome<FccSelfCheck>.Done { Value: var self }
            ? new TssOutcome<TssInfo>.Done(new TssInfo(
                known.Key, self.OpenTransactions ?? await CountOpenAsync(cancellationToken) ?? 0,
                self.SignatureCounter ?? 0, known.Expires) { DeviceWarnings = self.Warnings })
            : check.As<TssInfo>();
    }

    /// <inheritdoc />
    public Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
        _export.WriteAsync(from, to, target, cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<DateTimeOffset>> AcknowledgeAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _export.AcknowledgeAsync(from, to, cancellationToken);

    /// <summary>How the connector says it is.</summary>
    internal async Task<TssOutcome<FccSelfCheck>> SelfCheckAsync(CancellationToken cancellationToken) =>
        (await _connection.CallAsync(
            FccConnection.Restricted, HttpMethod.Get, "selfcheck", null, cancellationToken)).Then(
                body => FccSelfCheck.Read(body) is { } check
                    ? new TssOutcome<FccSelfCheck>.Done(check)
                    : FccConnection.Nonsense<FccSelfCheck>("self-check"));

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private static string Path(string collection, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{collection}/{number}");

    private static TssOutcome<StartedTransaction> Started(string clientId, FccStarted? started, TssKey key) =>
        started is { TransactionNumber: { } number, SignatureCounter: { } counter }
        && FccJson.Time(started.LogTime) is { } time
            ? new TssOutcome<StartedTransaction>.Done(new StartedTransaction(clientId, number, counter, time)
            {
                // The connector leaves members out now and then: without it the finish alone is verified.
                Signature = Signature(started.SignatureValue) is { } value ? new StartSignature(value, key) : null,
            })
            : FccConnection.Nonsense<StartedTransaction>("start");

    private static TssOutcome<TssSignature> Finished(
        StartedTransaction transaction, ProcessData data, TssKey key, FccFinished? finished) =>
        finished is { SignatureCounter: { } counter } && FccJson.Time(finished.LogTime) is { } time
        && Signature(finished.SignatureValue) is { } value
            ? new TssOutcome<TssSignature>.Done(new TssSignature(
                transaction.ClientId, transaction.Number, counter, transaction.LogTime, time, data, value, key))
            : FccConnection.Nonsense<TssSignature>("finish");

    private static byte[]? Signature(string? base64)
    {
        var value = new byte[base64?.Length ?? 0];
        return value.Length > 0 && Convert.TryFromBase64String(base64!, value, out var length)
            ? value[..length]
            : null;
    }

    private async Task<IReadOnlyList<StartedTransaction>> StartsOfAsync(
        string clientId, List<FccTransaction> found, CancellationToken cancellationToken)
    {
        List<StartedTransaction> starts = [];
        foreach (var open in found.Where(one => one is { State: "STARTED", TransactionNumber: not null }
            && (one.ClientId ?? clientId) == clientId))
        {
            var logs = starts.Count < MostStartsRead
                ? await _export.ReadTransactionAsync(open.TransactionNumber!.Value, cancellationToken)
                : null;
            starts.Add(
                logs is TssOutcome<IReadOnlyList<FccLog>>.Done { Value: var messages }
                && FccRecord.StartIn(messages, clientId, open.TransactionNumber!.Value) is { } start
                    ? start
                    : new StartedTransaction(
                        clientId, open.TransactionNumber!.Value, 0,
                        FccJson.Time(open.LogTime) ?? DateTimeOffset.UnixEpoch));
        }

        return starts;
    }

    // The self-check says so too, where it is whole.
    private async Task<int?> CountOpenAsync(CancellationToken cancellationToken) =>
        await _connection.CallAsync(FccConnection.Admin, HttpMethod.Get, "info", null, cancellationToken)
            is TssOutcome<byte[]>.Done { Value: var body }
                ? FccJson.Read<FccLimits>(body)?.CurrentNumberOfTransactions
                : null;

    private async Task<TssOutcome<FccDevice>> DeviceAsync(CancellationToken cancellationToken)
    {
        if (_device is { } known)
        {
            return new TssOutcome<FccDevice>.Done(known);
        }

        var details = await _connection.CallAsync(
            FccConnection.Restricted, HttpMethod.Get, "tssdetails", null, cancellationToken);
        var device = details.Then(body => FccDevice.Read(FccJson.Read<FccDetails>(body)) is { } read
            ? new TssOutcome<FccDevice>.Done(read)
            : FccConnection.Nonsense<FccDevice>("TSS with its certificate"));
        if (device is TssOutcome<FccDevice>.Done done)
        {
            _device = done.Value;
        }

        return device;
    }
}
