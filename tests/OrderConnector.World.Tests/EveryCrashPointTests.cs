using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.World.Tests;

/// <summary>The cloud dies at the n-th instant of the n-th day.</summary>
public sealed class EveryCrashPointOfTheCloudTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Cloud, output);

/// <summary>The agent dies at the n-th instant of the n-th day.</summary>
public sealed class EveryCrashPointOfTheAgentTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, output);

/// <summary>An agent with two TSS, two cash registers on the first, dies at the n-th instant of the n-th day.</summary>
public sealed class EveryCrashPointOfAnAgentWithSeveralTssTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, output, 2, 1);

/// <summary>One business day per side effect: the n-th run dies at the n-th instant, until a run dies no more.</summary>
public abstract class EveryCrashPointTests(Victim victim, ITestOutputHelper output, params int[] clients)
{
    [Fact]
    public async Task A_day_survives_a_death_at_any_instant()
    {
        var killAt = 0;
        while (true)
        {
            var crashPoints = new CrashPoints(killAt);
            var faults = await PlayAsync(crashPoints);
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

    private async Task<IReadOnlyList<string>> PlayAsync(CrashPoints crashPoints)
    {
        using var folder = TemporaryFolder.InMemory();
        await using var world = await DayWorld.OpenAsync(folder.Path, seed: 1, victim, crashPoints, clients: clients);
        var day = new BusinessDay(world);
        await day.PlayAsync();
        return await Checkers.FindFaultsAsync(world, day.Expected);
    }
}
