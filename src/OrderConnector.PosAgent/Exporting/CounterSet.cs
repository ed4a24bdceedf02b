using System.Numerics;

namespace OrderConnector.PosAgent.Exporting;

/// <summary>Which signature counters were seen, in whatever order; a bit each where they lie close together.</summary>
internal sealed class CounterSet
{
    private const int PageShift = 12;
    private const int WordShift = 6;
    private const long PageMask = (1L << PageShift) - 1;

    private readonly Dictionary<long, ulong[]> _pages = [];

    /// <summary>Takes one; false where it was there before.</summary>
    public bool Add(long counter)
    {
        var page = counter >> PageShift;
        if (!_pages.TryGetValue(page, out var words))
        {
            _pages[page] = words = new ulong[1 << (PageShift - WordShift)];
        }

        var bit = (int)(counter & PageMask);
        ref var word = ref words[bit >> WordShift];
        var mask = 1UL << bit;
        var isNew = (word & mask) == 0;
        word |= mask;
        return isNew;
    }

    /// <summary>All, ascending.</summary>
    public IEnumerable<long> All()
    {
        foreach (var page in _pages.Keys.Order())
        {
            var words = _pages[page];
            for (var at = 0; at < words.Length; at++)
            {
                for (var word = words[at]; word != 0; word &= word - 1)
                {
                    yield return (page << PageShift) + (at << WordShift) + BitOperations.TrailingZeroCount(word);
                }
            }
        }
    }

    /// <summary>What lies between two that were seen and was not seen itself, both ends included.</summary>
    public IEnumerable<(long First, long Last)> Gaps()
    {
        long? before = null;
        foreach (var counter in All())
        {
            if (before is { } last && counter - last != 1)
            {
                yield return (last + 1, counter - 1);
            }

            before = counter;
        }
    }
}
