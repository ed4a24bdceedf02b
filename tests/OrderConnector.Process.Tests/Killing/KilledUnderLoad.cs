using System.Globalization;
using Xunit.Abstractions;

namespace OrderConnector.Process.Tests.Killing;

/// <summary>
/// Cloud and agent die by SIGKILL at drawn instants while shops sell. ORDERCONNECTOR_KILL_ROUNDS asks for more rounds,
/// ORDERCONNECTOR_SEED for another story.
/// </summary>
public sealed class KilledUnderLoad(ITestOutputHelper output)
{
    [Fact]
    public async Task No_order_is_lost_none_is_signed_twice_and_every_number_is_explained()
    {
        var rounds = FromEnvironment.Number("ORDERCONNECTOR_KILL_ROUNDS", 20);
        var seed = FromEnvironment.Number("ORDERCONNECTOR_SEED", 20_261_120);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3 + rounds));
        await using var campaign = await KillCampaign.StartAsync(seed, limit.Token);

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
