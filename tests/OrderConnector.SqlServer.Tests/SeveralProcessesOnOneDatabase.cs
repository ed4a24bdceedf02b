using System.Text;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.SqlServer;
using OrderConnector.SqlServer.Tests.Engine;
using OrderConnector.SqlServer.Tests.Skipping;

namespace OrderConnector.SqlServer.Tests;

/// <summary>Stores that know nothing of one another race for one database, which decides. On the stand-in engine.</summary>
[Collection(OnPostgres.Name)]
[Needs(Need.PostgreSql)]
public sealed class SeveralProcessesOnOneDatabase(PostgresServer server) : IAsyncLifetime
{
    private const string Branch = "berlin-mitte";
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private StandInDatabase database = null!;
    private SqlServerOrderStore[] stores = [];

    public async Task InitializeAsync()
    {
        database = new StandInDatabase(await server.CleanDatabaseAsync());
        stores = [.. Enumerable.Range(0, 4).Select(_ => Stores.Open(database.Connections))];
        await stores[0].MigrateAsync(default);
        await stores[0].AddBranchAsync(new NewBranch(Branch, "Mitte", 1, 999, "Europe/Berlin"), s_noon, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_new_order_is_one_round_trip_and_a_repeat_three()
    {
        var before = database.RoundTrips;
        Assert.IsType<AddOrderOutcome.Added>(await stores[0].AddAsync(Order("A"), default));
        Assert.Equal(1, database.RoundTrips - before);

        Assert.IsType<AddOrderOutcome.AlreadyKnown>(await stores[1].AddAsync(Order("A"), default));
        Assert.Equal(4, database.RoundTrips - before);
    }

    [Fact]
    public async Task Many_orders_posted_to_all_have_each_a_number_and_none_is_left_out()
    {
        // Each order comes twice, to two processes at once, as a shop does that lost patience.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(
            i => Task.Run(() => stores[i % 4].AddAsync(Order($"O{i / 2}"), default))));

        Assert.Equal(100, outcomes.OfType<AddOrderOutcome.Added>().Count());
        Assert.Equal(100, outcomes.OfType<AddOrderOutcome.AlreadyKnown>().Count());
        var page = await stores[0].ReadNumbersAsync(Branch, 1, 101, 200, default);
        Assert.Equal([.. Enumerable.Repeat("queued", 100), "notDrawn"], page.Numbers.Select(number => number.Fate));
    }

    [Fact]
    public async Task One_key_used_for_two_orders_at_once_is_one_orders()
    {
        for (var round = 0; round < 10; round++)
        {
            var key = $"key-{round}";
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => stores[i % 4].AddAsync(
                Order($"K{round}-{i}") with { Idempotency = new IdempotencyKey(key, $"p{i}") }, default))));

            Assert.Single(outcomes.OfType<AddOrderOutcome.Added>());
            Assert.Equal(7, outcomes.OfType<AddOrderOutcome.KeyReused>().Count());
        }
    }

    [Fact]
    public async Task A_lost_order_posted_while_its_branch_reports_it_is_never_offered_again()
    {
        await EnrolAsync("a1");
        await stores[0].CollectAsync(Visit("a1", 0), default);
        for (var i = 1; i <= 20; i++)
        {
            var id = $"L{i}";
            var signed = new Report(
                i, $"h{i}", "signed", Order(id).Id.Value, s_noon,
                System.Text.Json.JsonSerializer.SerializeToElement(new { status = "signed" }));

            await Task.WhenAll(
                Task.Run(() => stores[1].AddAsync(Order(id), default)),
                Task.Run(() => stores[2].ReportAsync(
                    new ReceiveReports("a1", Branch, "j-a1", [signed], s_noon), default)));

            Assert.Equal(OrderState.Signed, (await stores[3].FindAsync(Order(id).Id, default))!.State);
        }

        Assert.Empty(Assert.IsType<CollectOutcome.Active>(
            await stores[0].CollectAsync(Visit("a1", 1), default)).Orders);
    }

    [Fact]
    public async Task Confirm_cancel_and_revocation_at_once_leave_every_order_in_one_hand()
    {
        for (var round = 0; round < 10; round++)
        {
            var agent = $"a{round}";
            await EnrolAsync(agent);
            string[] ids = [.. Enumerable.Range(0, 6).Select(i => $"C{round}-{i}")];
            foreach (var id in ids)
            {
                await stores[0].AddAsync(Order(id), default);
            }

            var leased = Assert.IsType<CollectOutcome.Active>(
                await stores[1].CollectAsync(Visit(agent, 0), default)).Orders;
            var confirming = Task.Run(() => stores[2].ConfirmAsync(
                new ConfirmOrders(agent, Branch, [.. leased.Select(one => one.Lease)], s_noon), default));
            var cancelling = Task.WhenAll(leased.Select(one => Task.Run(() => stores[3].MoveAsync(
                new MoveOrder(
                    one.Order.Id, [OrderState.Queued], OrderState.Cancelled, "channel:webshop", null, s_noon),
                default))));
            var revoking = Task.Run(() => stores[0].RevokeAgentAsync(agent, "operator:o", "lost", s_noon, default));
            await Task.WhenAll(confirming, cancelling, revoking);

            foreach (var (one, verdict) in leased.Zip(await confirming))
            {
                var order = (await stores[0].FindAsync(one.Order.Id, default))!;
                var wasCancelled = (await cancelling).Any(
                    outcome => outcome.Kind == MoveOutcomeKind.Moved && outcome.Order!.Id == order.Id);
                Assert.Equal(wasCancelled, order.State == OrderState.Cancelled);
                // An answer that was overtaken by the revocation says "gone", though the order was collected.
                Assert.True(verdict.Verdict != "yours" || order.State == OrderState.Collected);
                Assert.Equal(2, (await stores[0].ReadEventsAsync(order.Id, default)).Count
                    + (order.State == OrderState.Queued ? 1 : 0));
            }

            await stores[0].ReassignOrdersAsync(
                new ReassignOrders(agent, OrderState.TransmittedManually, "operator:o", "lost", s_noon), default);
            foreach (var rest in leased)
            {
                await stores[0].MoveAsync(
                    new MoveOrder(
                        rest.Order.Id, [OrderState.Queued], OrderState.Cancelled, "channel:webshop", null, s_noon),
                    default);
            }
        }
    }

    [Fact]
    public async Task Numbers_stepped_over_while_orders_come_are_all_explained()
    {
        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 60).Select(
                i => Task.Run(() => stores[i % 4].AddAsync(Order($"S{i}"), default)))),
            stores[0].StepOverAsync(new StepOverNumbers(10, "operator:o", s_noon), default),
            stores[1].StepOverAsync(new StepOverNumbers(10, "operator:p", s_noon), default));

        var page = await stores[0].ReadNumbersAsync(Branch, 1, 80, 100, default);
        Assert.Equal(60, page.Numbers.Count(number => number.Fate == "queued"));
        Assert.Equal(20, page.Numbers.Count(number => number.Fate == "lostByRestore"));
    }

    private async Task EnrolAsync(string agent)
    {
        var key = new StoredKey("rk_" + agent, new byte[32], KeyPurpose.Registration, Branch, [Branch], 1, s_noon, null,
            null);
        await stores[0].AddKeyAsync(key, default);
        var secret = new StoredKey("ag_" + agent, new byte[32], KeyPurpose.Agent, agent, [], 0, s_noon, null, null);
        Assert.Equal(EnrolOutcome.Enrolled, await stores[0].EnrolAsync(
            new EnrolAgent(key.Id, agent, Branch, "EAS-" + agent, "OrderConnector", "0.1.0", secret, s_noon), default));
    }

    private static CollectOrders Visit(string agent, long sequence) => new(
        agent, Branch,
        new CollectRequest("s1", new JournalHead("j-" + agent, sequence, $"h{sequence}", null), 0, 50, 0),
        [.. Enumerable.Range(0, 50).Select(i => $"{agent}-{sequence}-{i}")],
        TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(45), s_noon);

    private static NewOrder Order(string externalId) => new(
        OrderId.Derive("webshop", externalId), "webshop", Branch, externalId, "1:" + externalId,
        Encoding.UTF8.GetBytes("{}"), 990, OrderState.Queued, null, null, null, "auto",
        ReceiptToken.Make(OrderId.Derive("webshop", externalId), new byte[16]), s_noon, "channel:webshop", null, null);
}
