namespace OrderConnector.Simulators.World;

// How the world comes to rest.
public sealed partial class DayWorld
{
    private static readonly TimeSpan s_pastAnyLease = TimeSpan.FromSeconds(31);

    // What was refused to a lane it asks for again within an hour.
    private static readonly TimeSpan s_longestLane = TimeSpan.FromMinutes(61);

    /// <summary>Lets the branch work until nothing is left to do, moving time where it waits for its moment.</summary>
    public async Task SettleAsync()
    {
        var idleSince = Clock.GetUtcNow();
        for (var round = 0; Clock.GetUtcNow() - idleSince < 2 * s_pastAnyLease; round++)
        {
            if (round > 5_000)
            {
                throw new InvalidOperationException("The branch does not come to rest.");
            }

            var done = false;
            for (var loop = 0; loop < Branch.Flow.Loops.Count; loop++)
            {
                done |= await StepAsync(loop);
            }

            if (done)
            {
                idleSince = Clock.GetUtcNow();
            }
            else
            {
                var wait = UntilNextMoment(s_longestLane);
                Clock.Advance(wait);
                idleSince += wait > s_pastAnyLease ? wait : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Lets the branch work so many rounds, moving time only as far as work under way waits.</summary>
    public async Task WorkAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var done = false;
            for (var loop = 0; loop < Branch.Flow.Loops.Count; loop++)
            {
                done |= await StepAsync(loop);
            }

            if (!done)
            {
                Clock.Advance(UntilNextMoment(s_pastAnyLease));
            }
        }
    }

    // To the next moment work under way waits for; past any lease where none does. Asking for orders waits for no
    // moment of its own: every empty question would be one more instant to die at.
    private TimeSpan UntilNextMoment(TimeSpan longestLane)
    {
        var now = Clock.GetUtcNow();
        var lanes = Branch.Flow.SignLoops.ToList();
        var moments = Branch.Flow.Loops.Except([Branch.Flow.CollectLoop])
            .Where(loop => loop.DueAt > now)
            .Where(loop => loop.DueAt - now < (lanes.Contains(loop) ? longestLane : s_pastAnyLease))
            .Select(loop => loop.DueAt!.Value - now);
        return moments.DefaultIfEmpty(s_pastAnyLease).Min();
    }
}
