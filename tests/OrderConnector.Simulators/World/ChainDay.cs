using OrderConnector.Simulators.Tills;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A rush hour of a chain: orders come in waves, lines and tills fail, agents lose power, and in the midst of it the
/// platform replaces every instance. At its end everything heals and comes to rest.
/// </summary>
public sealed class ChainDay(ChainWorld world, Random random)
{
    private static readonly TimeSpan s_rush = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan s_longPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pastAnyLease = TimeSpan.FromSeconds(31);
    private static readonly TillFault[] s_tillFaults = [TillFault.None, TillFault.Away, TillFault.LosesTheAnswer];
    private readonly ChainBranch[] _branches = [.. world.Branches.Values];

    /// <summary>The shop, for what it counted.</summary>
    public ChainShop Shop { get; } = new(world, random);

    /// <summary>Lets so many orders come, and what goes with them.</summary>
    public async Task PlayAsync(int orders)
    {
        var opening = world.Clock.GetUtcNow();
        foreach (var branch in _branches)
        {
            world.Schedule(opening + Within(s_longPoll), () => LookAsync(branch));
            world.Schedule(opening + Within(s_rush), TroubleAsync);
        }

        for (var order = 0; order < orders; order++)
        {
            // The mean of two: most come in the middle of the rush. And some branches are busier than others.
            var branch = _branches[(int)(_branches.Length * random.NextDouble() * random.NextDouble())];
            world.Schedule(opening + ((Within(s_rush) + Within(s_rush)) / 2), () => Shop.PostAsync(branch));
        }

        for (var minute = opening; minute < opening + s_rush; minute += TimeSpan.FromMinutes(1))
        {
            world.Schedule(minute, ExpireAsync);
        }

        world.Schedule(opening + (s_rush / 2), world.ReplaceInstancesAsync);
        await world.RunUntilAsync(opening + s_rush);
        await CloseAsync();
    }

    private async Task LookAsync(ChainBranch branch)
    {
        await branch.WorkAsync();
        var now = world.Clock.GetUtcNow();
        world.Schedule(branch.NextLook > now ? branch.NextLook : now + s_tick, () => LookAsync(branch));
    }

    // The timer runs on one instance; after a lost lock, for a moment, on two.
    private async Task ExpireAsync()
    {
        for (var run = random.Next(5) == 0 ? 2 : 1; run > 0; run--)
        {
            try
            {
                await world.AnyInstance().Store.ExpireAsync(world.Clock.GetUtcNow(), 1000, CancellationToken.None);
            }
            catch (SimulatedCrashException)
            {
                await world.RestartTheDeadAsync();
            }
        }
    }

    private async Task TroubleAsync()
    {
        var branch = _branches[random.Next(_branches.Length)];
        switch (random.Next(3))
        {
            case 0:
                await branch.RestartAsync();
                break;
            case 1:
                branch.Till.Fault = s_tillFaults[random.Next(s_tillFaults.Length)];
                break;
            default:
                branch.Line.Offline = true;
                world.Schedule(world.Clock.GetUtcNow() + Within(TimeSpan.FromMinutes(3)), () =>
                {
                    branch.Line.Offline = false;
                    return Task.CompletedTask;
                });
                break;
        }
    }

    private async Task CloseAsync()
    {
        await world.HealAsync();
        foreach (var branch in _branches)
        {
            (branch.Line.Offline, branch.Till.Fault) = (false, TillFault.None);
        }

        world.Clock.Advance(TimeSpan.FromHours(1));
        await ExpireAsync();
        for (var idleSince = world.Clock.GetUtcNow(); world.Clock.GetUtcNow() - idleSince < 2 * s_pastAnyLease;)
        {
            var done = false;
            foreach (var branch in _branches)
            {
                done |= await branch.WorkAsync();
            }

            var now = world.Clock.GetUtcNow();
            idleSince = done ? now : idleSince;
            var next = _branches.Min(branch => branch.NextLook) - now;
            world.Clock.Advance(next > s_tick ? next : s_tick);
        }
    }

    private TimeSpan Within(TimeSpan span) => span * random.NextDouble();
}
