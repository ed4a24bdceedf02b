using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Watching;

/// <summary>Journals in the order in which they continue each other; their file names do not tell it.</summary>
internal static class JournalOrder
{
    /// <summary>The oldest first; what continues a journal that is not there comes in the order given.</summary>
    internal static IReadOnlyList<T> Sort<T>(IReadOnlyList<T> journals, Func<T, JournalHead> headOf)
    {
        var (rest, sorted) = (journals.ToList(), new List<T>());
        while (rest.Count > 0)
        {
            // Heads that name each other in a circle cannot come from this software: then the order given holds.
            var first = Math.Max(0, rest.FindIndex(one => rest.TrueForAll(
                other => headOf(other).Id != headOf(one).PreviousId)));
            sorted.Add(rest[first]);
            rest.RemoveAt(first);
        }

        return sorted;
    }
}
