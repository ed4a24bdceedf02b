using System.Diagnostics;

namespace OrderConnector.Bench.Loading;

/// <summary>What a stretch of load came to.</summary>
/// <param name="PerSecond">Answers 201 per second.</param>
/// <param name="Median">Half of the answers were faster.</param>
/// <param name="Late">99 of 100 were faster.</param>
/// <param name="Refused">Answers other than 201.</param>
/// <param name="Orders">Answers 201 in all, those of a warm-up included.</param>
internal sealed record LoadResult(double PerSecond, TimeSpan Median, TimeSpan Late, int Refused, int Orders);

/// <summary>Keep-alive connections that each send the next order as soon as the last one is answered.</summary>
internal static class Load
{
    internal const int Connections = 64;

    // Starts with the clock, so that a second run on the same store names new orders.
    private static long s_order = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 100_000 * 100_000;

    /// <summary>
    /// Sockets call back on the thread that noticed them: the cheapest client. To be called before the first socket;
    /// child processes must not inherit it, they are what is measured.
    /// </summary>
    internal static void PrepareSockets()
    {
        const string Setting = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
        Environment.SetEnvironmentVariable(Setting, "1");
        using (var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            listener.Start();
            using var first = new System.Net.Sockets.TcpClient();
            first.ConnectAsync((System.Net.IPEndPoint)listener.LocalEndpoint!).GetAwaiter().GetResult();
        }

        Environment.SetEnvironmentVariable(Setting, null);
    }

    /// <summary>Loads a server for a while.</summary>
    internal static async Task<LoadResult> RunAsync(
        Uri target, OrderRequests requests, TimeSpan time, int connections = Connections)
    {
        var tally = new LoadTally();
        var open = Enumerable.Range(0, connections).Select(_ => new LoadConnection(requests, tally)).ToList();
        await Task.WhenAll(open.Select(c => c.OpenAsync(target, CancellationToken.None)));
        var begun = TimeProvider.System.GetTimestamp();
        var deadline = begun + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(open.Select(c => c.RunAsync(NextOrder, () => TimeProvider.System.GetTimestamp() < deadline)));
        var took = TimeProvider.System.GetElapsedTime(begun);
        open.ForEach(c => c.Dispose());
        return tally.Conclude(took);
    }

    /// <summary>Posts so many orders.</summary>
    internal static async Task PostAsync(Uri target, OrderRequests requests, int orders)
    {
        var tally = new LoadTally();
        var left = orders;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(orders, Connections)).Select(async _ =>
        {
            using var connection = new LoadConnection(requests, tally);
            await connection.OpenAsync(target, CancellationToken.None);
            await connection.RunAsync(NextOrder, () => Interlocked.Decrement(ref left) >= 0);
        }));
        if (tally.Good != orders)
        {
            throw new InvalidOperationException($"{tally.Good} of {orders} orders were taken.");
        }
    }

    /// <summary>An order number no call of this run names twice.</summary>
    internal static long NextOrder() => Interlocked.Increment(ref s_order);
}
