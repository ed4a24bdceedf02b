using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Simulators.Tss;

/// <summary>
/// Stands before a TSS and lets calls fail the way real ones do, as its plan says. What was lost after it was done is
/// done: only the answer is missing.
/// </summary>
/// <param name="inner">The TSS that would work.</param>
/// <param name="plan">What goes wrong with each call; asked once per call, in order.</param>
/// <param name="clock">The clock of slow answers.</param>
public sealed class FaultyTss(ITss inner, ITssFaultPlan plan, TimeProvider clock) : ITss
{
    private int _faults;

    /// <summary>How many calls went wrong so far.</summary>
    public int Faults => Volatile.Read(ref _faults);

    public Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken) =>
        Call(TssCall.Start, () => inner.StartAsync(reference, cancellationToken), cancellationToken);

    public Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
        Call(TssCall.Finish, () => inner.FinishAsync(transaction, data, cancellationToken), cancellationToken);

    public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken) =>
        Call(TssCall.FindOpen, () => inner.FindOpenAsync(clientId, cancellationToken), cancellationToken);

    public Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken) => Call(
            TssCall.ReadBack, () => inner.ReadBackAsync(clientId, transactionNumber, cancellationToken), cancellationToken);

    public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
        Call(TssCall.Info, () => inner.InfoAsync(cancellationToken), cancellationToken);

    public Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
        Call(TssCall.ExportLog, () => inner.ExportLogAsync(from, to, target, cancellationToken), cancellationToken);

    private async Task<TssOutcome<T>> Call<T>(
        TssCall call, Func<Task<TssOutcome<T>>> work, CancellationToken cancellationToken)
    {
        var fault = plan.Next(call);
        if (fault is not TssFault.None)
        {
            Interlocked.Increment(ref _faults);
        }

        switch (fault)
        {
            case TssFault.None:
                return await work();
            case TssFault.LostBeforeCommit:
                return new TssOutcome<T>.Unknown("The answer was lost.");
            case TssFault.LostAfterCommit:
                await work();
                return new TssOutcome<T>.Unknown("The answer was lost.");
            case TssFault.Unavailable:
                return new TssOutcome<T>.Unavailable("The TSS does not answer.");
            case TssFault.Refused:
                return new TssOutcome<T>.Refused("refused-by-plan", "The TSS says no.");
            case TssFault.Slow slow:
                await Task.Delay(slow.Delay, clock, cancellationToken);
                return await work();
            case TssFault.Hang hang:
                return await Hang(hang.AfterCommit, work, cancellationToken);
            default:
                throw new InvalidOperationException("The hierarchy is closed.");
        }
    }

    private async Task<TssOutcome<T>> Hang<T>(
        bool afterCommit, Func<Task<TssOutcome<T>>> work, CancellationToken cancellationToken)
    {
        if (afterCommit)
        {
            await work();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        throw new InvalidOperationException("An endless wait has ended.");
    }
}
