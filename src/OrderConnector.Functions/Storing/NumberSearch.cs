using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing;

/// <summary>
/// Halves a branch's numbers until the first one is found that was drawn at a moment or later: a few dozen looks at an
/// index, however many orders there are.
/// </summary>
/// <param name="range">The branch's numbers.</param>
/// <param name="since">The moment, as stored.</param>
internal sealed class NumberSearch(NumberRange range, long since)
{
    private long low = range.First;
    private long high = range.Next;

    /// <summary>From which number on the next order is wanted; null once the search is over.</summary>
    public long? Wanted => low < high ? low + ((high - low) / 2) : null;

    /// <summary>The number; null where none was drawn since.</summary>
    public long? Found => low < range.Next ? low : null;

    /// <summary>Takes the first order from the wanted number on; null where there is none.</summary>
    public void Take(DrawnNumber? order)
    {
        if (order is null || order.CreatedAt >= since)
        {
            high = Wanted!.Value;
        }
        else
        {
            low = order.Number + 1;
        }
    }
}

/// <summary>When a number was drawn.</summary>
internal sealed record DrawnNumber(long Number, long CreatedAt);
