using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static readonly TimeSpan s_leaseTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_activityTime = TimeSpan.FromSeconds(45);
    private int leases;

    /// <summary>A registration key for the branch.</summary>
    protected static StoredKey RegistrationKey(string id, int uses = 1) => new(
        id, new byte[32], KeyPurpose.Registration, Branch, [Branch], uses, Noon, null, null);

    /// <summary>An enrolment.</summary>
    protected static EnrolAgent Enrolment(string agent, string key, string secret = "s") => new(
        key, agent, Branch, "EAS-" + agent, "OrderConnector", "0.1.0",
        new StoredKey($"ag_{agent}_{secret}", new byte[32], KeyPurpose.Agent, agent, [], 0, Noon, null, null), Noon);

    /// <summary>Enrols an agent with a key of its own.</summary>
    protected async Task EnrolAsync(string agent)
    {
        await Store.AddKeyAsync(RegistrationKey("rk_" + agent), default);
        Assert.Equal(EnrolOutcome.Enrolled, await Store.EnrolAsync(Enrolment(agent, "rk_" + agent), default));
    }

    /// <summary>A visit of an agent whose journal bears the agent's name and whose head hash is the sequence.</summary>
    protected CollectOrders Visit(
        string agent, string session = "s1", long sequence = 0, DateTimeOffset? now = null, string? journal = null,
        string? previous = null, string? hash = null, long highest = 0, int max = 50) => new(
            agent, Branch,
            new CollectRequest(
                session, new JournalHead(journal ?? "j-" + agent, sequence, hash ?? $"h{sequence}", previous), highest,
                max, 0),
            [.. Enumerable.Range(0, max).Select(_ => $"lease-{++leases}")],
            s_leaseTime, s_activityTime, now ?? Noon);

    /// <summary>Collects as the active agent.</summary>
    protected async Task<CollectOutcome.Active> CollectAsync(CollectOrders visit) =>
        Assert.IsType<CollectOutcome.Active>(await Store.CollectAsync(visit, default));

    /// <summary>Confirms and answers "yours", or the reason.</summary>
    protected async Task<string[]> ConfirmAsync(string agent, params string[] tokens)
    {
        var answer = await Store.ConfirmAsync(new ConfirmOrders(agent, Branch, tokens, Noon.AddSeconds(1)), default);
        Assert.Equal(tokens, answer.Select(c => c.Lease));
        return [.. answer.Select(c => c.Verdict == "yours" ? "yours" : c.Reason ?? "no reason")];
    }

    /// <summary>A report as the agent's journal tells it.</summary>
    protected static Report Tell(
        long sequence, string kind, string? externalId, object? data = null, string? hash = null) => new(
            sequence, hash ?? $"h{sequence}", kind, externalId is null ? null : Order(externalId).Id.Value,
            Noon.AddSeconds(5), JsonSerializer.SerializeToElement(data ?? new { }));

    /// <summary>Reports for an agent.</summary>
    protected Task<ReportOutcome> ReportAsync(string agent, params Report[] reports) => Store.ReportAsync(
        new ReceiveReports(agent, Branch, "j-" + agent, reports, Noon.AddSeconds(6)), default);

    /// <summary>Adds an order and brings it to Collected by agent "a1", whose session is s1.</summary>
    protected async Task<LeasedOrder> CollectedAsync(string externalId)
    {
        await AddNewAsync(Order(externalId));
        var leased = Assert.Single((await CollectAsync(Visit("a1"))).Orders);
        Assert.Equal(["yours"], await ConfirmAsync("a1", leased.Lease));
        return leased;
    }

    /// <summary>Where an order stands.</summary>
    protected async Task<StoredOrder> ReadAsync(string externalId) =>
        (await Store.FindAsync(Order(externalId).Id, default))!;

    [Fact]
    public async Task An_agent_enrols_once_per_use_and_may_repeat_a_lost_answer()
    {
        await Store.AddKeyAsync(RegistrationKey("rk_1"), default);

        Assert.Equal(EnrolOutcome.Enrolled, await Store.EnrolAsync(Enrolment("a1", "rk_1"), default));
        Assert.Equal(EnrolOutcome.Enrolled, await Store.EnrolAsync(Enrolment("a1", "rk_1", "t"), default));
        Assert.Equal(EnrolOutcome.KeySpent, await Store.EnrolAsync(Enrolment("a2", "rk_1"), default));

        Assert.NotNull((await Store.FindKeyAsync("ag_a1_s", default))!.RevokedAt);
        Assert.Null((await Store.FindKeyAsync("ag_a1_t", default))!.RevokedAt);
        Assert.Equal("a1", Assert.Single(await Store.ReadAgentsAsync(default)).Id);
    }

    [Fact]
    public async Task A_serial_number_belongs_to_one_living_agent()
    {
        await EnrolAsync("a1");
        await Store.AddKeyAsync(RegistrationKey("rk_2"), default);
        var same = Enrolment("a2", "rk_2") with { EasSerialNumber = "EAS-a1" };

        Assert.Equal(EnrolOutcome.SerialTaken, await Store.EnrolAsync(same, default));
        Assert.True(await Store.RevokeAgentAsync("a1", "operator:o", "stolen", Noon, default));
        Assert.Equal(EnrolOutcome.Enrolled, await Store.EnrolAsync(same, default));
        Assert.Equal(EnrolOutcome.AgentRefused, await Store.EnrolAsync(Enrolment("a1", "rk_a1"), default));
        Assert.False(await Store.RevokeAgentAsync("nobody", "operator:o", "stolen", Noon, default));
    }

    [Fact]
    public async Task Of_two_agents_that_come_with_the_last_use_one_enrols()
    {
        await Store.AddKeyAsync(RegistrationKey("rk_1"), default);

        var outcomes = await Task.WhenAll(
            Store.EnrolAsync(Enrolment("a1", "rk_1"), default), Store.EnrolAsync(Enrolment("a2", "rk_1"), default));

        Assert.Single(outcomes, EnrolOutcome.Enrolled);
        Assert.Single(outcomes, EnrolOutcome.KeySpent);
    }

    [Fact]
    public async Task Collected_orders_leave_a_lost_agent_only_after_it_was_revoked()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        var leased = await CollectedAsync("A");
        var back = new ReassignOrders("a1", OrderState.Queued, "operator:o", "till stolen", Noon.AddMinutes(1));

        Assert.Equal(0, await Store.ReassignOrdersAsync(back, default));
        Assert.True(await Store.RevokeAgentAsync("a1", "operator:o", "till stolen", Noon, default));
        Assert.Equal(1, await Store.ReassignOrdersAsync(back, default));

        Assert.NotNull((await Store.FindKeyAsync("ag_a1_s", default))!.RevokedAt);
        Assert.Equal(["leaseSuperseded"], await ConfirmAsync("a1", leased.Lease));
        Assert.IsType<CollectOutcome.JournalRewound>(await Store.CollectAsync(Visit("a1"), default));
        Assert.Equal([1L], (await ReportAsync("a1", Tell(1, "signed", "A"))).NotOwned);
        var next = Assert.Single((await CollectAsync(Visit("a2"))).Orders);
        Assert.Equal(["yours"], await ConfirmAsync("a2", next.Lease));
        Assert.Equal("a2", (await ReadAsync("A")).AgentId);
        Assert.Equal("till stolen", (await Store.ReadEventsAsync(Order("A").Id, default))[2].Reason);
    }

    [Fact]
    public async Task What_a_revoked_agent_only_leased_is_offered_at_once()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await AddNewAsync(Order("A"));
        var lost = Assert.Single((await CollectAsync(Visit("a1"))).Orders);

        await Store.RevokeAgentAsync("a1", "operator:o", "till stolen", Noon, default);

        Assert.Single((await CollectAsync(Visit("a2"))).Orders);
        Assert.Equal(["leaseSuperseded"], await ConfirmAsync("a1", lost.Lease));
    }
}
