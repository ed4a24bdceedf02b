using System.Globalization;
using OrderConnector.Simulators.Processes;
using Xunit.Abstractions;

namespace OrderConnector.Process.Tests.Killing;

/// <summary>
/// Cloud and agent die by SIGKILL at drawn instants while shops sell. ORDERCONNECTOR_KILL_ROUNDS asks for more rounds,
/// ORDERCONNECTOR_SEED for another story.
/// </summary>
public sealed class KilledUnderLoad(ITestOutputHelper output)
{
    [Fact]
    public Task No_order_is_lost_none_is_signed_twice_and_every_number_is_explained() => PlayAsync(
        FromEnvironment.Number("ORDERCONNECTOR_KILL_ROUNDS", 20));

    [AzuriteFact]
    public async Task The_same_holds_where_storage_queues_carry_the_announcements()
    {
        await using var azurite = await AzuriteServer.StartNewAsync();
        await PlayAsync(
            FromEnvironment.Number("ORDERCONNECTOR_KILL_ROUNDS", 8), "--set", "Queue:Provider=AzureStorage", "--set",
            $"Queue:ConnectionString={azurite.ConnectionString}");
    }

    private async Task PlayAsync(int rounds, params string[] cloud)
    {
        var seed = FromEnvironment.Number("ORDERCONNECTOR_SEED", 20_261_120);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3 + rounds));
        await using var campaign = await KillCampaign.StartAsync(seed, limit.Token, cloud);

        await campaign.RunAsync(rounds, limit.Token);

        var orders = campaign.Orders.ToList();
        var faults = (await CampaignChecks.ByHttpAsync(campaign, limit.Token)).ToList();
        Assert.Equal(0, await campaign.Agent.StopAsync());
        faults.AddRange(await JournalChecks.ReadAsync(campaign.Agent.DataFolder, orders));
        faults.AddRange(CampaignChecks.Logs(campaign.Served.Cloud.LogFile, campaign.Agent.LogFile));
        var verified = await campaign.Agent.CommandAsync(limit.Token, "verify");
        if (verified.ExitCode != 0)
        {
            faults.Add($"verify ended with {verified.ExitCode}: {verified.Output}{verified.Error}");
        }

        var story = string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}, {orders.Count} orders, killed: {string.Join(", ", campaign.Story)}");
        output.WriteLine(story);
        Assert.True(faults.Count == 0, $"{story}\n{faults.Count} faults\n{string.Join('\n', faults.Take(30))}");
        // Without orders under way all this would prove nothing.
        Assert.True(orders.Count > rounds * 20, $"Only {orders.Count} orders in {rounds} rounds.");
    }
}
