using System.Security.Cryptography;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>
/// What a simulated TSS does, one request after the other. Counter and number are given inside the commit that keeps
/// the message, and nothing is answered before it: a crash can lose no counter that anybody has seen.
/// </summary>
internal sealed class SimulatedDevice : IDisposable
{
    private readonly SimulatedStore _store;
    private readonly SimulatedRequests _requests;
    private readonly ECDsa _signer;
    private readonly SimulatedKey _key;
    private readonly SignatureAlgorithm _algorithm;
    private readonly HashAlgorithmName _hash;
    private readonly byte[] _serialNumber;
    private readonly TssKey _tssKey;
    private readonly DateTimeOffset _expires;
    private readonly int _maximumOpen;
    private readonly TimeProvider _clock;
    private SimulatedCounters _counters;

    private SimulatedDevice(SimulatedStore store, SimulatedKey key, int maximumOpen, TimeProvider clock)
    {
        (_store, _key, _maximumOpen, _clock) = (store, key, maximumOpen, clock);
        _requests = new SimulatedRequests(store, () => _counters, counters => _counters = counters);
        _signer = key.Open();
        _algorithm = key.Algorithm;
        _hash = _algorithm.Hash!.Value;
        _tssKey = new TssKey(SimulatedKey.Point(_signer), _algorithm.Name, LogTime.UnixTime, Test: true);
        _serialNumber = Convert.FromHexString(_tssKey.SerialNumber);
        _expires = SimulatedKey.Expiry(key.Certificates[0]);
        _counters = store.ReadCounters();
    }

    /// <summary>The TSS first, its issuer, the root; DER.</summary>
    public IReadOnlyList<byte[]> Certificates => _key.Certificates;

    public static SimulatedDevice Open(string path, SimulatedTssOptions options, TimeProvider clock)
    {
        var store = SimulatedStore.Open(path);
        try
        {
            return Open(store, options, clock);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public Task<TssOutcome<StartedTransaction>> Start(string clientId) => _requests.Add(() => StartNow(clientId));

    public Task<TssOutcome<TssSignature>> Finish(string clientId, long number, ProcessData data) =>
        _requests.Add(() => FinishNow(clientId, number, data));

    public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpen(string clientId) => _requests.Add(() =>
        Done<IReadOnlyList<StartedTransaction>>([.. _store.FindOpen(clientId).Select(Started)]));

    public Task<TssOutcome<TransactionOnRecord>> ReadBack(string clientId, long number) => _requests.Add(() =>
        Done(_store.FindTransaction(number) is { } found && found.ClientId == clientId
            ? new TransactionOnRecord(true, Signature(found))
            : new TransactionOnRecord(false, null)));

    public Task<TssOutcome<TssInfo>> Describe() => _requests.Add(() =>
        Done(new TssInfo(_tssKey, _counters.OpenTransactions, _counters.SignatureCounter, _expires)
        {
            MaximumOpenTransactions = _maximumOpen,
            DeviceTime = _clock.GetUtcNow(),
        }));

    public Task<TssOutcome<IReadOnlyList<SimulatedLog>>> ReadLogs(
        DateTimeOffset from, DateTimeOffset to, long afterCounter, int max) => _requests.Add(() =>
            Done(_store.ReadLogs(from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds(), afterCounter, max)));

    /// <summary>The messages of one transaction, its start first; none where there is no such number.</summary>
    public Task<TssOutcome<IReadOnlyList<SimulatedLog>>> ReadLogsOf(long number) => _requests.Add(() =>
        Done(_store.ReadLogsOf(number)));

    public void Dispose()
    {
        _requests.Dispose();
        _signer.Dispose();
        _store.Dispose();
    }

    private static SimulatedDevice Open(SimulatedStore store, SimulatedTssOptions options, TimeProvider clock)
    {
        if (store.ReadKey() is { } key)
        {
            return key.Curve == options.Curve
                ? new SimulatedDevice(store, key, options.MaximumOpenTransactions, clock)
                : throw new InvalidDataException(
                    $"The simulated TSS was made with {key.Curve}; {SimulatedTssOptions.Section}:"
                    + $"{nameof(options.Curve)} says {options.Curve}. A TSS keeps its key for life.");
        }

        // Key and first message in one commit: a TSS without its initialisation on record never exists.
        store.Begin();
        var made = SimulatedKey.Make(options.Curve, clock.GetUtcNow());
        store.AddKey(made);
        var device = new SimulatedDevice(store, made, options.MaximumOpenTransactions, clock);
        device.Keep(seal => new SystemLog("initialize", [], seal), null, "initialize", null);
        store.Commit();
        return device;
    }

    private TssOutcome<StartedTransaction> StartNow(string clientId)
    {
        if (!EasSerialNumber.IsValid(clientId))
        {
            return new TssOutcome<StartedTransaction>.Refused(
                TssRefusals.ClientIdInvalid,
                "A client id has 1 to 70 characters of letters, digits, blank and '()+,-.:=?.");
        }

        if (_counters.OpenTransactions >= _maximumOpen)
        {
            return new TssOutcome<StartedTransaction>.Refused(
                TssRefusals.TooManyOpen, $"{_counters.OpenTransactions} transactions are open.");
        }

        var number = _counters.TransactionNumber + 1;
        var (seal, value) = Keep(
            seal => new TransactionLog(TransactionLog.Start, clientId, TransactionLog.NoData, number, seal),
            number, "Start", clientId);
        _store.AddTransaction(number, clientId, seal.SignatureCounter, _counters.LogTime);
        _counters = _counters with { TransactionNumber = number, OpenTransactions = _counters.OpenTransactions + 1 };
        return Done(new StartedTransaction(clientId, number, seal.SignatureCounter, seal.Time)
        {
            Signature = new StartSignature(value, _tssKey),
        });
    }

    private TssOutcome<TssSignature> FinishNow(string clientId, long number, ProcessData data)
    {
        var found = _store.FindTransaction(number);
        if (found is null || found.ClientId != clientId)
        {
            return new TssOutcome<TssSignature>.Refused(
                TssRefusals.TransactionUnknown, $"This client has no transaction {number}.");
        }

        if (found.Finish is not null)
        {
            return new TssOutcome<TssSignature>.Refused(
                TssRefusals.TransactionFinished, $"Transaction {number} is finished already.");
        }

        var (seal, value) = Keep(
            seal => new TransactionLog(TransactionLog.Finish, clientId, data, number, seal),
            number, "Finish", clientId);
        _store.FinishTransaction(number, seal.SignatureCounter);
        _counters = _counters with { OpenTransactions = _counters.OpenTransactions - 1 };
        return Done(new TssSignature(
            clientId, number, seal.SignatureCounter, DateTimeOffset.FromUnixTimeSeconds(found.StartTime), seal.Time,
            data, value, _tssKey));
    }

    /// <summary>Gives a message the next counter and a time that never goes back, signs and keeps it.</summary>
    private (LogSeal Seal, byte[] Value) Keep(
        Func<LogSeal, LogMessage> write, long? number, string operation, string? clientId)
    {
        var time = Math.Max(_counters.LogTime, _clock.GetUtcNow().ToUnixTimeSeconds());
        var seal = LogSeal.AtUnixTime(
            _serialNumber, _algorithm, _counters.SignatureCounter + 1, DateTimeOffset.FromUnixTimeSeconds(time));
        var message = write(seal);
        var value = _signer.SignData(
            message.SignedBytes(), _hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _store.AddLog(new SimulatedLog(
            seal.SignatureCounter, time, number, operation, clientId, message.WithSignature(value)));
        _counters = _counters with { SignatureCounter = seal.SignatureCounter, LogTime = time };
        return (seal, value);
    }

    private static StartedTransaction Started(SimulatedTransaction transaction) => new(
        transaction.ClientId, transaction.Number, transaction.StartCounter,
        DateTimeOffset.FromUnixTimeSeconds(transaction.StartTime));

    private TssSignature? Signature(SimulatedTransaction transaction)
    {
        if (transaction.Finish is null)
        {
            return null;
        }

        return SignedLogMessage.TryRead(transaction.Finish, out var read) && read.Message is TransactionLog log
            ? new TssSignature(
                log.ClientId, log.TransactionNumber, log.Seal.SignatureCounter,
                DateTimeOffset.FromUnixTimeSeconds(transaction.StartTime), log.Seal.Time, log.Data, read.Signature,
                _tssKey)
            : throw new InvalidDataException($"The log of transaction {transaction.Number} cannot be read.");
    }

    private static TssOutcome<T> Done<T>(T value) => new TssOutcome<T>.Done(value);
}
