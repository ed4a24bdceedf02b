using System.Diagnostics;
using OrderConnector.Simulators.Portals;

namespace OrderConnector.Bench.Measuring;

/// <summary>
/// Asks for a page, once cold and then many times. On a busy machine the time a page takes says little, and the
/// processor time it costs the cloud app says it all: what else that does meanwhile is in it too.
/// </summary>
internal sealed class PageMeter(Table table, PortalVisitor visitor, Process cloud)
{
    private const int Rounds = 20;
    private static readonly TimeSpan s_bar = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks and prints.</summary>
    /// <param name="path">The page's address.</param>
    /// <param name="isOpen">Whether whoever asks may see it; a page for others is left out.</param>
    internal async Task MeasureAsync(string path, bool isOpen)
    {
        // Told apart: the page is compiled then, and its rows come from the disk.
        var first = await visitor.GetAsync(path, default);
        if (first.Status != 200)
        {
            if (isOpen)
            {
                table.Row(path, FormattableString.Invariant($"answered {first.Status}"), "", "<<< 200");
            }

            return;
        }

        var before = Spent();
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add((await visitor.GetAsync(path, default)).Took);
        }

        var spent = (Spent() - before) / Rounds;
        times.Sort();
        var median = times[Rounds / 2];
        var mark = median > s_bar ? " <<<" : times[^1] > s_bar ? " (slowest)" : first.Took > s_bar ? " (first)" : "";
        table.Row(
            path, Table.Milliseconds(median),
            FormattableString.Invariant($"processor {spent.TotalMilliseconds,5:0.0} ms, first {Whole(first.Took)}, ")
            + FormattableString.Invariant($"slowest {Whole(times[^1])}, {first.Body.Length / 1024,3} kB"),
            $" <= {Table.Milliseconds(s_bar)}{mark}");
    }

    private static string Whole(TimeSpan time) => FormattableString.Invariant($"{time.TotalMilliseconds,3:0}");

    private TimeSpan Spent()
    {
        cloud.Refresh();
        return cloud.TotalProcessorTime;
    }
}
