using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Simulators.Stocking;

/// <summary>
/// Orders of the last hours that still wait, in all branches of an estate: of a hundred 90 are queued, ten of them
/// wanted later, 2 held, 4 unpaid and 4 wait for staff; and the incidents that are due for them.
/// </summary>
/// <param name="store">The cloud's store.</param>
/// <param name="size">How much.</param>
/// <param name="now">The moment; the first came in three hours before.</param>
public sealed class BusyEvening(SqliteOrderStore store, EstateSize size, DateTimeOffset now)
{
    private const int Batch = 2000;

    /// <summary>Looked at in one turn.</summary>
    private const int MostOrders = 2000;

    private readonly byte[] _random = new byte[ReceiptToken.RandomBytes];

    /// <summary>Adds them.</summary>
    /// <param name="database">The store's file.</param>
    /// <param name="template">An order as it came in.</param>
    public async Task AddAsync(string database, StoredOrder template)
    {
        for (var first = 0; first < size.Waiting; first += Batch)
        {
            await Task.WhenAll(Enumerable.Range(first, Math.Min(Batch, size.Waiting - first)).Select(i =>
                store.AddAsync(OrderOf(i, template), default)));
        }

        LetStaffWait(database);
        await RaiseAsync();
    }

    /// <summary>Id of the n-th order.</summary>
    public static OrderId IdOf(StoredOrder template, int place) =>
        OrderId.Derive(template.Channel, ExternalIdOf(place));

    private static string ExternalIdOf(int place) => string.Create(CultureInfo.InvariantCulture, $"evening-{place:D7}");

    private NewOrder OrderOf(int place, StoredOrder template)
    {
        var (id, externalId) = (IdOf(template, place), ExternalIdOf(place));
        var state = (place / size.Branches % 100) switch
        {
            17 or 67 => OrderState.Held,
            13 or 33 or 53 or 83 => OrderState.AwaitingPayment,
            _ => OrderState.Queued,
        };
        var payload = Encoding.UTF8.GetString(template.Payload)
            .Replace(template.ExternalId, externalId, StringComparison.Ordinal);
        return new NewOrder(
            id, template.Channel, StoredEstate.BranchOf(place % size.Branches), externalId, "1:" + id.Value + id.Value,
            Encoding.UTF8.GetBytes(payload), 1000 + (place * 7919L % 9000), state,
            state == OrderState.Held ? "the total is not the sum of the lines" : null,
            state == OrderState.AwaitingPayment ? now.AddHours(1) : null,
            place % 9 == 0 ? now.AddHours(place % 5) : null, "auto", ReceiptToken.Make(id, _random),
            now.AddHours(-3) + (TimeSpan.FromHours(3) * ((double)place / size.Waiting)), "channel:" + template.Channel,
            Idempotency: null, Voids: null);
    }

    // As a branch's reports leave them.
    private static void LetStaffWait(string database)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        connection.Execute(
            """
            PRAGMA busy_timeout = 60000;
            BEGIN IMMEDIATE;
            UPDATE orders SET state = 'collected', waiting = 1, agent_id = 'past-' || branch_id, moves = moves + 1
            WHERE state = 'queued' AND number % 25 = 7;
            INSERT INTO order_events (order_row, seq, from_state, to_state, at, actor)
            SELECT row, moves, 'queued', 'collected', state_since, 'agent:' || agent_id
            FROM orders WHERE state = 'collected' AND waiting = 1;
            INSERT INTO order_waits (order_row, since)
            SELECT row, state_since FROM orders WHERE state = 'collected' AND waiting = 1;
            COMMIT;
            """);
    }

    private async Task RaiseAsync()
    {
        for (var isDone = false; !isDone;)
        {
            var view = await store.ReadAlertsAsync(
                new AlertLook(now + AlertPace.Otherwise.PreOrderLead, MostOrders), default);
            var plan = AlertRules.Decide(view, signsKnown: true, AlertPace.Otherwise, now);
            isDone = plan.Listed.Count == 0;
            if (!isDone && !await store.CommitAlertsAsync(plan, default))
            {
                throw new InvalidOperationException("Somebody else takes turns on this store.");
            }
        }
    }
}
