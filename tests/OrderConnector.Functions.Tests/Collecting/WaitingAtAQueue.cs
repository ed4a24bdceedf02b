using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Portal.Agents;
using OrderConnector.Portal.Reading;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Collecting;

/// <summary>Agents whose long polls are woken by storage queues; time runs fast where minutes must pass.</summary>
public sealed class WaitingAtAQueue
{
    private const string ShortReservations = "Intake:PendingPaymentTime=00:01:00";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [AzuriteFact]
    public async Task An_idle_branch_costs_no_look_into_the_store()
    {
        await using var cloud = await QueuedCloud.StartAsync(times: 40, ShortReservations);
        using var first = await BranchAgent.EnrolAsync(cloud.First, "agent-1");
        await using var active = PollingAgent.Start(first);
        await cloud.PassAsync(TimeSpan.FromSeconds(30));
        using var second = await BranchAgent.EnrolAsync(cloud.First, "agent-2");
        await using var standby = PollingAgent.Start(second);
        // Until the enrolments are settled and nothing can be due for the timer any more.
        await cloud.PassAsync(TimeSpan.FromMinutes(9));
        cloud.StoreCalls.Clear();
        var (answers, standbyAnswers) = (active.Answers, standby.Answers);

        await cloud.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Empty(cloud.StoreCalls);
        Assert.InRange(active.Answers - answers, 20, 31);
        Assert.InRange(standby.Answers - standbyAnswers, 20, 31);
        Assert.Equal(("active", "standby"), (active.Role, standby.Role));
        Assert.Empty(active.Refusals.Concat(standby.Refusals));

        // And yet: it hears of an order, and readiness knows that it is there.
        using var shop = cloud.First.Shop();
        var posted = await shop.PostAsync(Calls.Orders, Calls.Order("A", at: cloud.Clock.GetUtcNow()));
        Assert.Equal(201, posted.Status);
        await active.OwnsAsync("A", s_patience);
        var readiness = await shop.ReadAsync($"/api/v1/branches/{CloudUnderTest.Branch}/readiness");
        var seen = readiness.Json.GetProperty("agentSeenAt").GetDateTimeOffset();
        Assert.InRange(cloud.Clock.GetUtcNow() - seen, TimeSpan.FromSeconds(-10), TimeSpan.FromSeconds(90));
    }

    [AzuriteFact]
    public async Task Agents_that_wait_hear_of_emergency_operation_within_minutes()
    {
        await using var cloud = await QueuedCloud.StartAsync(times: 40);
        using var first = await BranchAgent.EnrolAsync(cloud.First, "agent-1");
        await using var active = PollingAgent.Start(first);
        await cloud.PassAsync(TimeSpan.FromSeconds(30));
        using var second = await BranchAgent.EnrolAsync(cloud.First, "agent-2");
        await using var standby = PollingAgent.Start(second);
        await cloud.PassAsync(TimeSpan.FromMinutes(9));
        Assert.Equal((false, false), (active.InEmergency, standby.InEmergency));
        var desk = cloud.First.Services.GetRequiredService<EmergencyDesk>();

        await desk.BeginAsync(Person.Operator("operator:t"), CloudUnderTest.Branch, "no line", default);
        await cloud.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((true, true), (active.InEmergency, standby.InEmergency));

        await desk.EndAsync(Person.Operator("operator:t"), CloudUnderTest.Branch, "line is back", default);
        await cloud.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((false, false), (active.InEmergency, standby.InEmergency));
    }

    [AzuriteFact]
    public async Task The_portal_shows_an_agent_that_rests_as_connected_although_the_store_is_not_told()
    {
        await using var cloud = await QueuedCloud.StartAsync(times: 40);
        using var first = await BranchAgent.EnrolAsync(cloud.First, "agent-1");
        var active = PollingAgent.Start(first);
        await cloud.PassAsync(TimeSpan.FromMinutes(15));
        using var manager = await PortalBrowser.LoggedInAsync(cloud.First, PortalRole.Manager, CloudUnderTest.Branch);
        using var everywhere = await PortalBrowser.LoggedInAsync(cloud.First, PortalRole.Auditor);
        var stored = Assert.Single(await cloud.First.Services.GetRequiredService<IPortalQueries>()
            .ReadAgentLinesAsync([CloudUnderTest.Branch], default));
        Assert.Equal(AgentStanding.Silent, stored.StandingAt(cloud.Clock.GetUtcNow()));

        foreach (var browser in (PortalBrowser[])[manager, everywhere])
        {
            Assert.DoesNotContain("Still", await browser.ReadAsync("/portal/agents"), StringComparison.Ordinal);
            Assert.DoesNotContain("Still", await browser.ReadAsync("/portal/agents/agent-1"), StringComparison.Ordinal);
            Assert.DoesNotContain(
                "Still", await browser.ReadAsync($"/portal/branches/{CloudUnderTest.Branch}"), StringComparison.Ordinal);
        }

        // And once it is gone, silent it is, everywhere.
        await active.DisposeAsync();
        await cloud.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Contains("Still", await everywhere.ReadAsync("/portal/agents"), StringComparison.Ordinal);
        Assert.Contains("Still", await everywhere.ReadAsync("/portal/agents/agent-1"), StringComparison.Ordinal);
    }

    [AzuriteFact]
    public async Task A_standby_takes_over_once_the_active_agent_is_seen_no_more()
    {
        await using var cloud = await QueuedCloud.StartAsync(times: 40);
        var other = await cloud.JoinAsync();
        using var first = await BranchAgent.EnrolAsync(cloud.First, "agent-1");
        using var second = await BranchAgent.EnrolAsync(other, "agent-2");
        using var shop = cloud.First.Shop();
        var active = PollingAgent.Start(first);
        await cloud.PassAsync(TimeSpan.FromSeconds(10));
        await using var standby = PollingAgent.Start(second);
        // Longer than the store was told: only the queue knows that the active one still waits.
        await cloud.PassAsync(TimeSpan.FromMinutes(8));
        Assert.Equal(("active", "standby"), (active.Role, standby.Role));

        await active.DisposeAsync();
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("A", at: cloud.Clock.GetUtcNow()))).Status);
        await standby.OwnsAsync("A", s_patience);

        Assert.Equal("active", standby.Role);
        Assert.Empty(active.Owned);
        // Back after a while in which the store heard of neither, the first one finds the branch served by another.
        await cloud.PassAsync(TimeSpan.FromMinutes(8));
        await using var again = PollingAgent.Start(first);
        await cloud.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(("standby", "active"), (again.Role, standby.Role));
    }

    [AzuriteFact]
    public async Task A_revoked_secret_opens_nothing_after_a_minute_and_frees_the_branch()
    {
        await using var cloud = await QueuedCloud.StartAsync(times: 40);
        using var first = await BranchAgent.EnrolAsync(cloud.First, "agent-1");
        using var second = await BranchAgent.EnrolAsync(cloud.First, "agent-2");
        await using var revoked = PollingAgent.Start(first);
        await cloud.PassAsync(TimeSpan.FromSeconds(10));
        await using var standby = PollingAgent.Start(second);
        await cloud.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Empty(revoked.Refusals);

        Assert.True(await cloud.First.Services.GetRequiredService<DirectoryMark>().TryChangeAsync(default));
        await cloud.First.Store.RevokeAgentAsync(
            "agent-1", "operator:o", "stolen", cloud.Clock.GetUtcNow(), default);
        await cloud.PassAsync(TimeSpan.FromSeconds(90));

        Assert.Contains(401, revoked.Refusals);
        Assert.Equal("active", standby.Role);
    }

    [AzuriteFact]
    public async Task While_the_queues_are_down_posts_are_taken_and_the_store_is_asked_instead()
    {
        await using var cloud = await QueuedCloud.StartAsync();
        using var agent = await BranchAgent.EnrolAsync(cloud.First, "agent-1");
        await using var waiting = PollingAgent.Start(agent);
        using var shop = cloud.First.Shop();
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("before"))).Status);
        await waiting.OwnsAsync("before", s_patience);

        await cloud.Azurite.StopAsync();
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("while 1"))).Status);
        await waiting.OwnsAsync("while 1", s_patience);
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("while 2"))).Status);
        await waiting.OwnsAsync("while 2", s_patience);
        Assert.Equal(503, (await EnrolAsync(cloud.First)).Status);

        await cloud.Azurite.StartAsync();
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("after"))).Status);
        await waiting.OwnsAsync("after", s_patience);
        Assert.Empty(waiting.Refusals);
    }

    private static async Task<Answered> EnrolAsync(CloudUnderTest cloud)
    {
        var key = await cloud.AddKeyAsync(
            "rk", OrderConnector.Functions.Storing.KeyPurpose.Registration, CloudUnderTest.Branch, [CloudUnderTest.Branch]);
        using var nobody = cloud.Client(null);
        return await nobody.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(key, "agent-9"));
    }
}
