using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IPortalQueries
{
    /// <summary>How soon what other processes did is shown; asked for only while somebody waits.</summary>
    private static readonly TimeSpan s_lookPace = TimeSpan.FromSeconds(2);

    // Each part is answered from the end of a key: orders come, move (which counts), are told of; people act.
    private static readonly Statement s_lookAtOthers = new(
        """
        SELECT COALESCE((SELECT MAX(o.order_row) FROM dbo.orders AS o), 0)
             + COALESCE((SELECT MAX(r.report_row) FROM dbo.reports AS r), 0)
             + COALESCE((SELECT MAX(a.sequence) FROM dbo.audit_log AS a), 0)
             + COALESCE((SELECT SUM(h.hits) FROM dbo.branches AS b INNER JOIN dbo.branch_hours AS h
                             ON h.branch_id = b.id AND h.hour_place >= @hour), 0) AS mark;
        """);

    private readonly StoreChanges changes = new();
    private long seenMark = -1;
    private long lookedAt = long.MinValue;

    /// <inheritdoc />
    public string ChangeMark => changes.Mark;

    /// <inheritdoc />
    public async Task<string> WaitForChangeAsync(
        string since, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow() + atMost;
        while (true)
        {
            var left = end - clock.GetUtcNow();
            var mark = await changes.WaitAsync(
                since, left < s_lookPace ? left : s_lookPace, clock, cancellationToken);
            if (mark != since || end - clock.GetUtcNow() <= TimeSpan.Zero)
            {
                return mark;
            }

            await LookAtOthersAsync(clock.GetUtcNow(), cancellationToken);
        }
    }

    // One look serves everyone who waits in this process.
    private async Task LookAtOthersAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = Interlocked.Read(ref lookedAt);
        if (now.ToStored() - last < s_lookPace.TotalMilliseconds / 2
            || Interlocked.CompareExchange(ref lookedAt, now.ToStored(), last) != last)
        {
            return;
        }

        var mark = await ReadAsync(
            (session, token) => session.FindAsync<long>(
                s_lookAtOthers, new { hour = HourCount.PlaceOf(now) - 1 }, token),
            cancellationToken);
        if (Interlocked.Exchange(ref seenMark, mark) != mark)
        {
            changes.Pulse();
        }
    }
}
