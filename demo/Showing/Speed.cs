namespace OrderConnector.Demo.Showing;

/// <summary>How long it took from the post to the signature, as one sentence about many orders.</summary>
internal static class Speed
{
    /// <summary>Half of them were signed within the first figure, all within the second.</summary>
    internal static string Of(IEnumerable<OrderRow> rows)
    {
        var times = rows.Select(row => row.ToSigned?.TotalMilliseconds).OfType<double>().Order().ToList();
        return times.Count == 0
            ? "none signed yet."
            : FormattableString.Invariant($"{times.Count} signed, half of them within {times[times.Count / 2]:0} ms ")
                + FormattableString.Invariant($"of the post, all within {times[^1]:0} ms.");
    }
}
