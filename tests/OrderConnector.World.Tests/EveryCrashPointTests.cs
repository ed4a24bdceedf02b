using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.World.Tests;

/// <summary>One business day per side effect: the n-th run dies at the n-th instant, until a run dies no more.</summary>
public sealed class EveryCrashPointTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Victim.Cloud)]
    [InlineData(Victim.Agent)]
    public async Task A_day_survives_the_death_of_a_process_at_any_instant(Victim victim)
    {
        var killAt = 0;
        while (true)
        {
            var crashPoints = new CrashPoints(killAt);
            var faults = await PlayAsync(victim, crashPoints);
            Assert.True(faults.Count == 0, $"{crashPoints.DiedAt} ({killAt}):\n{string.Join("\n", faults)}");
            if (crashPoints.DiedAt is null)
            {
                break;
            }

            killAt++;
        }

        output.WriteLine($"{victim}: {killAt} instants");
        Assert.True(killAt > 100, $"Only {killAt} instants were found; are the ports counted?");
    }

    [Fact]
    public async Task A_day_without_a_death_holds_all_invariants() =>
        Assert.Empty(await PlayAsync(Victim.None, new CrashPoints(-1)));

    private static async Task<IReadOnlyList<string>> PlayAsync(Victim victim, CrashPoints crashPoints)
    {
        using var folder = new TemporaryFolder();
        await using var world = await DayWorld.OpenAsync(folder.Path, seed: 1, victim, crashPoints);
        var day = new BusinessDay(world);
        await day.PlayAsync();
        return await Checkers.FindFaultsAsync(world, day.Expected);
    }
}
