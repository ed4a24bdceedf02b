using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// The cloud TSS of fiskaly, SIGN DE v2. Signing needs the API key only; putting a TSS into service and registering
/// its clients needs the admin PIN, which this driver neither has nor wants.
/// </summary>
public sealed class FiskalyTss : ITss, IDisposable
{
    private readonly TssHttp _http;
    private readonly TssToken _token;
    private readonly FiskalyTransactions _transactions;
    private readonly FiskalyRecords _records;
    private readonly FiskalyExports _exports;

    private FiskalyTss(TssHttp http, FiskalyOptions options, string secret, TimeProvider time)
    {
        _http = http;
        _token = new TssToken(new FiskalySession(http, options.ApiKey!, secret, time).LogInAsync, time);
        var calls = new FiskalyCalls(http, _token, time);
        var clients = new FiskalyClients(calls, options.TssId!);
        _transactions = new FiskalyTransactions(calls, clients, options.TssId!);
        _records = new FiskalyRecords(calls, clients, _transactions, options.TssId!, time);
        _exports = new FiskalyExports(calls, options.TssId!, time);
    }

    /// <summary>Opens the driver; fiskaly need not answer yet.</summary>
    /// <param name="options">Validated.</param>
    /// <param name="time">The clock.</param>
    public static FiskalyTss Open(FiskalyOptions options, TimeProvider time) => new(
        new TssHttp(TssHttp.Client(options.Address), time), options,
        options.Secret, time);

    /// <inheritdoc />
    public Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken) => EasSerialNumber.IsValid(reference.ClientId)
            ? _transactions.StartAsync(reference, cancellationToken)
            : Task.FromResult<TssOutcome<StartedTransaction>>(new TssOutcome<StartedTransaction>.Refused(
                TssRefusals.ClientIdInvalid,
                "A client id has 1 to 70 characters of letters, digits, blank and '()+,-.:=?."));

    /// <inheritdoc />
    public Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
        _transactions.FinishAsync(transaction, data, cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken) => _records.FindOpenAsync(clientId, cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken) =>
        _records.ReadBackAsync(clientId, transactionNumber, cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
        _records.InfoAsync(cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
        _exports.ExportAsync(from, to, target, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _token.Dispose();
        _http.Dispose();
    }
}
