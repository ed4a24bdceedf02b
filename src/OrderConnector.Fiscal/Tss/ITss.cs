namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// A technical security system (TSE) as the agent sees it. Every call may lose its answer: then it is
/// <see cref="TssOutcome{T}.Unknown"/>, and the caller reads back before it starts anything again.
/// A cancelled token really ends the call, by an <see cref="OperationCanceledException"/>; whether it was done is then
/// as unknown.
/// </summary>
public interface ITss
{
    /// <summary>Starts a transaction; processType and processData stay empty at start (DSFinV-K, Annex I).</summary>
    Task<TssOutcome<StartedTransaction>> StartAsync(TssReference reference, CancellationToken cancellationToken);

    /// <summary>Finishes a started transaction and signs its data.</summary>
    Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken);

    /// <summary>Numbers of this client's open transactions.</summary>
    Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken);

    /// <summary>What the TSS knows of a transaction by its number.</summary>
    Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken);

    /// <summary>
    /// Key, serial number, health. Ends an outage where it is done: a TSS that answers and cannot sign (expired,
    /// disabled, defective) is Refused or Unavailable here.
    /// </summary>
    Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes the log messages of a span, both ends included, as TAR (TR-03153, 5.1); answers how many there are.
    /// </summary>
    Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken);
}
