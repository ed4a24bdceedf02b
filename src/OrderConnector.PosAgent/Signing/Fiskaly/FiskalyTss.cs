using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// The cloud TSS of fiskaly, SIGN DE v2. Signing needs the API key only; registering a client needs the administrator's
/// PIN as well, which may be taken away from this machine afterwards.
/// </summary>
public sealed class FiskalyTss : ITss, IDisposable
{
    private readonly TssHttp _http;
    private readonly TssToken _token;
    private readonly FiskalyTransactions _transactions;
    private readonly FiskalyRecords _records;
    private readonly FiskalyExports _exports;
    private readonly FiskalyRegistrar _registrar;
    private readonly string? _pin;

    private FiskalyTss(TssHttp http, FiskalyOptions options, string secret, TimeProvider time)
    {
        _http = http;
        _token = new TssToken(new FiskalySession(http, options.ApiKey!, secret, time).LogInAsync, time);
        var calls = new FiskalyCalls(http, _token, time);
        var clients = new FiskalyClients(calls, options.TssId!);
        _transactions = new FiskalyTransactions(calls, clients, options.TssId!);
        _records = new FiskalyRecords(calls, clients, _transactions, options.TssId!, time);
        _exports = new FiskalyExports(calls, options.TssId!, time);
        _registrar = new FiskalyRegistrar(calls, clients, options.TssId!);
        _pin = options.Pin;
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

    /// <summary>Makes a client known; true where it was new.</summary>
    /// <param name="serialNumber">EAS serial number.</param>
    /// <param name="pin">The PIN; null takes that of the options.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal Task<TssOutcome<bool>> RegisterAsync(
        string serialNumber, string? pin, CancellationToken cancellationToken) =>
        _registrar.RegisterAsync(serialNumber, pin ?? _pin, cancellationToken);

    /// <summary>Takes a client out of service; true where it was registered.</summary>
    internal Task<TssOutcome<bool>> DeregisterAsync(string serialNumber, CancellationToken cancellationToken) =>
        _registrar.DeregisterAsync(serialNumber, _pin, cancellationToken);

    /// <summary>What fiskaly says of the TSS and its clients, in sentences.</summary>
    internal Task<TssOutcome<IReadOnlyList<string>>> DescribeAsync(CancellationToken cancellationToken) =>
        _records.DescribeAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _token.Dispose();
        _http.Dispose();
    }
}
