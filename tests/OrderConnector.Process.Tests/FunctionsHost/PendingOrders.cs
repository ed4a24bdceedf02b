using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>Orders whose payment never came: what the minute's work and the queue's alarms are about.</summary>
internal static class PendingOrders
{
    /// <summary>Posts orders that await a payment and lets their time be over; the shortest wait would take a minute.</summary>
    internal static async Task<IReadOnlyList<string>> AddOverdueAsync(
        HostedBranch branch, int count, CancellationToken cancellationToken)
    {
        using var shop = branch.Shop();
        var posted = await Task.WhenAll(Enumerable.Range(0, count).Select(i => shop.PostOrderAsync(
            HostedBranch.Order(string.Create(CultureInfo.InvariantCulture, $"PENDING-{i}"), "pending"),
            cancellationToken)));
        Assert.All(posted, answer => Assert.Equal((201, "awaitingPayment"), (answer.Status, answer.State)));
        var changed = await ExecuteAsync(
            branch, "UPDATE orders SET expires_at = created_at WHERE state = 'awaitingPayment'", cancellationToken);
        Assert.Equal(count, changed);
        return [.. posted.Select(answer => answer.Id)];
    }

    /// <summary>Makes the store take milliseconds over each order that expires, so that a kill finds it at work.</summary>
    internal static Task SlowDownAsync(HostedBranch branch, CancellationToken cancellationToken) => ExecuteAsync(
        branch,
        """
        CREATE TRIGGER slow AFTER UPDATE ON orders WHEN NEW.state = 'expired' BEGIN
            SELECT (WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 20000)
                    SELECT max(n) FROM count);
        END
        """,
        cancellationToken);

    internal static Task HurryUpAsync(HostedBranch branch, CancellationToken cancellationToken) =>
        ExecuteAsync(branch, "DROP TRIGGER slow", cancellationToken);

    internal static async Task<IReadOnlyList<string>> StatesAsync(
        HostedBranch branch, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        using var shop = branch.Shop();
        var answers = await Task.WhenAll(ids.Select(id => shop.GetAsync("/api/v1/orders/" + id, cancellationToken)));
        return [.. answers.Select(answer => answer.State)];
    }

    /// <summary>How often the orders came to a state, from their events: each once, if each work was done once.</summary>
    internal static async Task<IReadOnlyList<long>> CountMovesAsync(
        HostedBranch branch, string state, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={branch.Database}");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM order_events WHERE to_state = @state GROUP BY order_row";
        command.Parameters.AddWithValue("@state", state);
        var counts = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(reader.GetInt64(0));
        }

        return counts;
    }

    /// <summary>The queue and the text of each message that waits for a person's decision.</summary>
    internal static async Task<IReadOnlyList<(string Queue, string Text)>> ReadSetAsideAsync(
        HostedBranch branch, CancellationToken cancellationToken)
    {
        await using var store = new SqliteOrderStore(branch.Database);
        return
        [
            .. (await store.ReadSetAsideAsync(100, cancellationToken)).Select(message => (
                message.Queue, Encoding.UTF8.GetString(Convert.FromBase64String(message.Text)))),
        ];
    }

    private static async Task<int> ExecuteAsync(
        HostedBranch branch, string statement, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={branch.Database}");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
