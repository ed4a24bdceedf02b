using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Bench.Loading;

/// <summary>
/// The load a shop makes: .NET's HttpClient as it comes, one request at a time on each connection. It costs the shared
/// processors more than <see cref="Load"/> does, for the empty endpoint as for the intake.
/// </summary>
internal static class OrdinaryLoad
{
    /// <summary>Loads a server for a while, from this process.</summary>
    internal static async Task<LoadResult> RunAsync(
        Uri target, string key, string branch, TimeSpan time, int connections = Load.Connections)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections })
        {
            BaseAddress = target,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var tally = new LoadTally();
        var begun = TimeProvider.System.GetTimestamp();
        var deadline = begun + (long)(time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => PostAsync(client, branch, tally, deadline)));
        var took = TimeProvider.System.GetElapsedTime(begun);
        return tally.Conclude(took);
    }

    /// <summary>Loads a server for a while, from a process of its own: this one's sockets are set up otherwise.</summary>
    internal static async Task<LoadResult> RunApartAsync(Uri target, string key, string branch, TimeSpan time)
    {
        var line = await new ProductProgram("OrderConnector.Bench").DoAsync(
            default, "load", "--ordinary", "--json", "--urls", target.GetLeftPart(UriPartial.Authority), "--key", key,
            "--branch", branch, "--seconds", ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return JsonSerializer.Deserialize<LoadResult>(line)!;
    }

    private static async Task PostAsync(HttpClient client, string branch, LoadTally tally, long deadline)
    {
        long begun;
        while ((begun = TimeProvider.System.GetTimestamp()) < deadline)
        {
            var name = Load.NextOrder().ToString("D10", CultureInfo.InvariantCulture);
            using var content = new StringContent(OrderRequests.Body(branch, name), Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync(new Uri("/api/v1/orders", UriKind.Relative), content);
            await answer.Content.ReadAsByteArrayAsync();
            tally.Add((int)answer.StatusCode, TimeProvider.System.GetTimestamp() - begun);
        }
    }
}
