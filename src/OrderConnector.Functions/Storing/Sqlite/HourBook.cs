namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>
/// What the open transaction adds to the hours of branches, summed up: a batch of two hundred orders of one branch
/// costs one row and not two hundred.
/// </summary>
internal sealed class HourBook
{
    private static readonly HotSql s_raise = new(
        """
        INSERT INTO branch_hours (branch_id, hour, what, count) VALUES (@branch, @hour, @what, @count)
        ON CONFLICT (branch_id, hour, what) DO UPDATE SET count = count + excluded.count
        """,
        "@branch", "@hour", "@what", "@count");

    private readonly Dictionary<(string Branch, long Hour, string What), int> sums = [];

    /// <summary>Counts one.</summary>
    public void Add(string branchId, DateTimeOffset at, string what)
    {
        var key = (branchId, HourCount.PlaceOf(at), what);
        sums[key] = sums.GetValueOrDefault(key) + 1;
    }

    /// <summary>Writes the sums down, in the transaction that is open.</summary>
    public void Write(SqliteSession session)
    {
        foreach (var (key, count) in sums)
        {
            session.Execute(s_raise, key.Branch, key.Hour, key.What, count);
        }

        sums.Clear();
    }

    /// <summary>Forgets what was rolled back.</summary>
    public void Forget() => sums.Clear();
}
