using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Tests.StaffPage;

/// <summary>A journal that counts how often it is read.</summary>
internal sealed class CountingJournal(IJournal journal) : IJournal
{
    private int _reads;

    public JournalHead Head => journal.Head;

    /// <summary>How often it was read since the last time this was asked.</summary>
    public int TakeReads() => Interlocked.Exchange(ref _reads, 0);

    public Task<IReadOnlyList<JournalEntry>> AppendAsync(
        IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken) =>
        journal.AppendAsync(facts, cancellationToken);

    public IReadOnlyList<JournalEntry> Read(long fromSequence, int max) => Counted(journal.Read(fromSequence, max));

    public IReadOnlyList<JournalEntry> ReadOrder(string orderId) => Counted(journal.ReadOrder(orderId));

    public IReadOnlyList<string> FindOrders(long orderNumber) => Counted(journal.FindOrders(orderNumber));

    public JournalCheckpoint? ReadCheckpoint() => Counted(journal.ReadCheckpoint());

    public void WriteCheckpoint(JournalCheckpoint checkpoint) => journal.WriteCheckpoint(checkpoint);

    public void Dispose() => journal.Dispose();

    private T Counted<T>(T value)
    {
        Interlocked.Increment(ref _reads);
        return value;
    }
}
