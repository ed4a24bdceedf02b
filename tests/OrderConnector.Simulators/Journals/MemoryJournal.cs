using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Simulators.Journals;

/// <summary>A journal in memory: what was appended survives the agent object, as a disk survives a process.</summary>
public sealed class MemoryJournal(string id, string? previousId = null) : IJournal
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly Dictionary<string, List<JournalEntry>> _byOrder = [];
    private JournalCheckpoint? _checkpoint;
    private byte[] _hash = JournalChain.Anchor(id);

    /// <inheritdoc />
    public JournalHead Head
    {
        get
        {
            lock (_gate)
            {
                return new JournalHead(id, _entries.Count, _entries.Count == 0 ? "" : _entries[^1].Hash, previousId);
            }
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> AppendAsync(
        IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<JournalEntry>>([.. facts.Select(Append)]);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<JournalEntry> Read(long fromSequence, int max)
    {
        lock (_gate)
        {
            return [.. _entries.Skip((int)Math.Max(0, fromSequence - 1)).Take(max)];
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<JournalEntry> ReadOrder(string orderId)
    {
        lock (_gate)
        {
            return _byOrder.TryGetValue(orderId, out var entries) ? [.. entries] : [];
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<string> FindOrders(long orderNumber)
    {
        lock (_gate)
        {
            return [.. _byOrder.Where(order => order.Value.Any(e => NumberOf(e) == orderNumber))
                .OrderBy(order => order.Value[0].Sequence).Select(order => order.Key)];
        }
    }

    /// <inheritdoc />
    public JournalCheckpoint? ReadCheckpoint() => _checkpoint;

    /// <inheritdoc />
    public void WriteCheckpoint(JournalCheckpoint checkpoint) => _checkpoint = checkpoint;

    /// <summary>Nothing to let go of: the content stays for the next agent.</summary>
    public void Dispose()
    {
    }

    private JournalEntry Append(JournalFact fact)
    {
        var personalHash = JournalChain.HashPersonal(fact.Personal);
        _hash = JournalChain.Hash(_hash, _entries.Count + 1, fact, personalHash);
        var entry = new JournalEntry(_entries.Count + 1, fact, Convert.ToHexStringLower(_hash), personalHash);
        _entries.Add(entry);
        if (fact.OrderId is { } orderId)
        {
            if (!_byOrder.TryGetValue(orderId, out var own))
            {
                _byOrder[orderId] = own = [];
            }

            own.Add(entry);
            if (fact.Kind is JournalKind.PersonalErased)
            {
                Erase(own);
            }
        }

        return entry;
    }

    private void Erase(List<JournalEntry> own)
    {
        for (var i = 0; i < own.Count; i++)
        {
            own[i] = own[i] with { Fact = own[i].Fact with { Personal = null } };
            _entries[(int)own[i].Sequence - 1] = own[i];
        }
    }

    private static long? NumberOf(JournalEntry entry)
    {
        if (entry.Fact.Kind is not JournalKind.OrderCollected)
        {
            return null;
        }

        using var data = System.Text.Json.JsonDocument.Parse(entry.Fact.Data);
        return data.RootElement.TryGetProperty("order", out var order)
            && order.TryGetProperty("number", out var number) ? number.GetInt64() : null;
    }
}
