namespace OrderConnector.Portal.Lists;

/// <summary>A page of a list that is short enough to be held: branches, channels, agents, keys.</summary>
/// <param name="Items">What it shows.</param>
/// <param name="Next">The key of the last item, to go on behind; null at the end.</param>
public sealed record Slice<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages.</summary>
public static class Slice
{
    /// <summary>How many items a page shows.</summary>
    public const int PageSize = 50;

    /// <summary>The items behind a key.</summary>
    /// <param name="items">All of them, in the order they are shown.</param>
    /// <param name="keyOf">What names an item.</param>
    /// <param name="after">Where the page before ended; null or "" for the first.</param>
    public static Slice<T> Of<T>(IEnumerable<T> items, Func<T, string> keyOf, string? after)
    {
        var rest = string.IsNullOrEmpty(after) ? items : items.SkipWhile(item => keyOf(item) != after).Skip(1);
        var page = rest.Take(PageSize + 1).ToList();
        return page.Count > PageSize
            ? new Slice<T>(page[..PageSize], keyOf(page[PageSize - 1]))
            : new Slice<T>(page, null);
    }

    /// <summary>Whether one of some texts holds what is searched for, in capitals or not; all do hold "".</summary>
    public static bool Finds(string search, params ReadOnlySpan<string?> texts)
    {
        if (search.Length == 0)
        {
            return true;
        }

        foreach (var text in texts)
        {
            if (text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
