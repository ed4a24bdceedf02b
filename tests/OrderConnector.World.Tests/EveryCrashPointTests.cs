using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.World.Tests;

/// <summary>The cloud dies at the n-th instant of the n-th day.</summary>
public sealed class EveryCrashPointOfTheCloudTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Cloud, TssStand.Of("simulator"), stride: 1, output);

/// <summary>The agent dies at the n-th instant of the n-th day.</summary>
public sealed class EveryCrashPointOfTheAgentTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, TssStand.Of("simulator"), stride: 1, output);

/// <summary>
/// The agent dies while it signs through the Fiskal Cloud Connector: at some of the instants, or at all of them with
/// ORDERCONNECTOR_INSTANTS=all.
/// </summary>
public sealed class CrashPointsOfTheAgentWithFccTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, TssStand.Of("fcc"), stride: 13, output);

/// <summary>The agent dies while it signs through a queue of fiskaltrust.Middleware.</summary>
public sealed class CrashPointsOfTheAgentWithFiskaltrustTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, TssStand.Of("fiskaltrust"), stride: 13, output);

/// <summary>The agent dies while it signs with fiskaly.</summary>
public sealed class CrashPointsOfTheAgentWithFiskalyTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, TssStand.Of("fiskaly"), stride: 13, output);

/// <summary>An agent with two TSS, two cash registers on the first, dies at the n-th instant of the n-th day.</summary>
public sealed class EveryCrashPointOfAnAgentWithSeveralTssTests(ITestOutputHelper output)
    : EveryCrashPointTests(Victim.Agent, TssStand.Of("simulator", 2, 1), stride: 1, output);

/// <summary>One business day per side effect: the n-th run dies at the n-th instant, until a run dies no more.</summary>
public abstract class EveryCrashPointTests(Victim victim, TssStand stand, int stride, ITestOutputHelper output)
{
    [Fact]
    public async Task A_day_survives_a_death_at_any_instant()
    {
        var step = Environment.GetEnvironmentVariable("ORDERCONNECTOR_INSTANTS") == "all" ? 1 : stride;
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

            killAt += step;
        }

        output.WriteLine($"{victim}, {stand}: {killAt} instants, every {step}.");
        Assert.True(killAt > 100, $"Only {killAt} instants were found; are the ports counted?");
    }

    private async Task<IReadOnlyList<string>> PlayAsync(CrashPoints crashPoints)
    {
        using var folder = TemporaryFolder.InMemory();
        await using var world = await DayWorld.OpenAsync(
            folder.Path, new Random(1), victim, crashPoints, line: null, stand, tssFaultsPerHundred: 0);
        var day = new BusinessDay(world);
        await day.PlayAsync();
        return await Checkers.FindFaultsAsync(world.Traces, day.Expected);
    }
}
