namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// The journal and the fold over it, kept in step: an append is applied in the order of the chain, whichever of the
/// concurrent appends hears first that it is on disk.
/// </summary>
public sealed class BranchMemory
{
    /// <summary>A checkpoint after so many entries: what a start has to fold at most.</summary>
    private const int EntriesPerCheckpoint = 20_000;

    private readonly IJournal _journal;
    private readonly BranchState _state;
    private readonly Action<JournalEntry> _applied;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, JournalEntry> _early = [];
    private TaskCompletionSource _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _checkpointAt;

    /// <summary>Folds the journal.</summary>
    /// <param name="journal">The journal; nobody else appends to it.</param>
    /// <param name="applied">Hears of each entry once it is on disk and applied, in order; must be quick.</param>
    public BranchMemory(IJournal journal, Action<JournalEntry> applied)
    {
        _journal = journal;
        _applied = applied;
        _state = BranchSnapshot.Load(journal);
        _checkpointAt = journal.ReadCheckpoint()?.Sequence ?? 0;
    }

    /// <summary>Looks at the state; what is handed out of it must be immutable.</summary>
    public T Look<T>(Func<BranchState, T> look)
    {
        lock (_gate)
        {
            return look(_state);
        }
    }

    /// <summary>Appends facts; afterwards they are on disk and in the state.</summary>
    public async Task<IReadOnlyList<JournalEntry>> AppendAsync(
        IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0)
        {
            return [];
        }

        var entries = await _journal.AppendAsync(facts, cancellationToken);
        if (Apply(entries) is { } earlierOnes)
        {
            await earlierOnes;
        }

        return entries;
    }

    /// <summary>All the journal knows of an order, open or closed; null where it was never collected.</summary>
    public OrderProgress? Recall(string orderId) =>
        Look(state => state.Open.GetValueOrDefault(orderId)) ?? OrderProgress.Fold(_journal.ReadOrder(orderId));

    /// <summary>Keeps the state, so that the next start folds only what comes after.</summary>
    public void Checkpoint()
    {
        var checkpoint = Look(BranchSnapshot.Take);
        if (checkpoint.Sequence > _checkpointAt)
        {
            _journal.WriteCheckpoint(checkpoint);
            _checkpointAt = checkpoint.Sequence;
        }
    }

    // Entries of a later append may be heard of first; they wait here for those before them.
    private Task? Apply(IReadOnlyList<JournalEntry> entries)
    {
        bool checkpointDue;
        lock (_gate)
        {
            foreach (var entry in entries)
            {
                _early.Add(entry.Sequence, entry);
            }

            var moved = false;
            while (_early.Remove(_state.Sequence + 1, out var next))
            {
                _state.Apply(next);
                _applied(next);
                moved = true;
            }

            if (_state.Sequence < entries[^1].Sequence)
            {
                return WaitForAsync(entries[^1].Sequence, _advanced.Task);
            }

            if (moved)
            {
                _advanced.SetResult();
                _advanced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            checkpointDue = _state.Sequence - _checkpointAt >= EntriesPerCheckpoint;
        }

        if (checkpointDue)
        {
            Checkpoint();
        }

        return null;
    }

    private async Task WaitForAsync(long sequence, Task advanced)
    {
        while (true)
        {
            await advanced;
            lock (_gate)
            {
                if (_state.Sequence >= sequence)
                {
                    return;
                }

                advanced = _advanced.Task;
            }
        }
    }
}
