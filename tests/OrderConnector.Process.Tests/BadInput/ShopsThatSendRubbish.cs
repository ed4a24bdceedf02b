using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Shops;
using Xunit.Abstractions;

namespace OrderConnector.Process.Tests.BadInput;

public sealed class ShopsThatSendRubbish(ITestOutputHelper output)
{
    private const int Shops = 4;

    private static int Seed { get; } = FromEnvironment.Number("ORDERCONNECTOR_SEED", 20_261_120);

    private static int Requests { get; } = FromEnvironment.Number("ORDERCONNECTOR_BROKEN_REQUESTS", 4_000);

    [Fact]
    public async Task Get_the_right_refusal_and_leave_no_row()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var served = await ServedBranch.StartAsync(limit.Token);
        using var shop = served.Shop();
        var documents = new BrokenDocuments(Seed, ServedBranch.Branch, TimeProvider.System.GetUtcNow());
        // The order every fault is put into must itself be good, or all would be refused for one trivial reason.
        Assert.Equal(200, (await shop.PostAsync("/api/v1/orders/validate", documents.Good(), limit.Token)).Status);
        var before = Rows(served.Database);

        var faults = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Shops), limit.Token, async (index, token) => await SendAsync(served, index, faults, token));

        output.WriteLine($"{Requests} requests, seed {Seed}");
        Assert.True(faults.IsEmpty, $"Seed {Seed}\n{string.Join('\n', faults.Take(40))}");
        Assert.Equal(before, Rows(served.Database));
        var first = await shop.PostOrderAsync(documents.Good(), limit.Token);
        Assert.Equal((201, ServedBranch.FirstNumber), (first.Status, first.Number));
    }

    private static async Task SendAsync(
        ServedBranch served, int index, ConcurrentQueue<string> faults, CancellationToken cancellationToken)
    {
        var seed = Seed + index;
        var requests = new BrokenRequests(
            seed, served.Cloud.Url.Authority, served.ChannelKey,
            new BrokenDocuments(seed, ServedBranch.Branch, TimeProvider.System.GetUtcNow()));
        for (var i = 0; i < Requests / Shops; i++)
        {
            var call = requests.Next();
            var answer = await RawConnection.AskAsync(served.Cloud.Url, call.Bytes, call.IsCutOff, cancellationToken);
            if (Fault(call, answer) is { } fault)
            {
                faults.Enqueue($"{seed}/{i} {call.Name}: {fault}");
            }
        }
    }

    private static string? Fault(BrokenCall call, RawAnswer answer)
    {
        if (call.IsCutOff && answer.Status == 0)
        {
            return null;
        }

        if (!call.Statuses.Contains(answer.Status))
        {
            var body = System.Text.Encoding.UTF8.GetString(answer.Body);
            return $"{answer.Status}, not {string.Join(" or ", call.Statuses)}. {body[..Math.Min(body.Length, 200)]}";
        }

        return call.ReachesTheApp ? ProblemFault(answer) : null;
    }

    private static string? ProblemFault(RawAnswer answer)
    {
        if (!answer.IsProblem)
        {
            return $"{answer.Status} without problem details";
        }

        using var problem = JsonDocument.Parse(answer.Body);
        var root = problem.RootElement;
        var complete = root.GetProperty("status").GetInt32() == answer.Status
            && root.GetProperty("type").GetString() is { Length: > 0 }
            && root.GetProperty("title").GetString() is { Length: > 0 };
        var named = answer.Status is not (400 or 422) || root.GetProperty("errors").GetArrayLength() > 0
            || root.GetProperty("type").GetString()!.Contains("idempotency", StringComparison.Ordinal);
        return complete && named ? null : "problem details that say too little: " + root.GetRawText();
    }

    /// <summary>Rows of every table an order could leave something in.</summary>
    private static string Rows(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
        connection.Open();
        return string.Join(' ', new[] { "orders", "order_events", "idempotency_keys", "order_receipts", "reports" }
            .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table}={Count(connection, table)}")));
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM " + table;
        return (long)command.ExecuteScalar()!;
    }
}
