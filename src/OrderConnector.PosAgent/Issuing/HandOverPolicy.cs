namespace OrderConnector.PosAgent.Issuing;

/// <summary>What has been tried to bring one order to the point of sale.</summary>
/// <param name="Last">Outcome of the last try; null before the first, and after a restart.</param>
/// <param name="LastAt">When that was.</param>
/// <param name="FailuresInARow">How many tries of this order have failed since the agent started.</param>
public sealed record HandOverHistory(HandOverOutcomeKind? Last, DateTimeOffset LastAt, int FailuresInARow)
{
    /// <summary>Nothing tried yet.</summary>
    public static HandOverHistory None { get; } = new(null, default, 0);

    /// <summary>The history after one more try.</summary>
    public HandOverHistory Then(HandOverOutcomeKind outcome, DateTimeOffset at) => outcome switch
    {
        HandOverOutcomeKind.HandedOver => new HandOverHistory(outcome, at, 0),
        HandOverOutcomeKind.Unavailable => new HandOverHistory(outcome, at, FailuresInARow + 1),
        HandOverOutcomeKind.Refused => new HandOverHistory(outcome, at, FailuresInARow + 1),
    };
}

/// <summary>
/// When a finished order is tried at the point of sale again. It never gives up, and nothing else waits for it: the
/// order is signed before the first try.
/// </summary>
public static class HandOverPolicy
{
    /// <summary>Pause after the first failure; it doubles with each further one.</summary>
    public static TimeSpan FirstPause { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause while the till is away: it should get its orders soon after it is back.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Pause after a refusal: a person must change something first, and may forget to tell us.</summary>
    public static TimeSpan PauseAfterRefusal { get; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// When the order may go for the first time: at once, or the lead before it is due. Never by when it was signed:
    /// that is another clock's time, and may lie ahead.
    /// </summary>
    /// <param name="dueAt">When it is wanted; null is at once.</param>
    /// <param name="lead">How long before that the kitchen begins.</param>
    public static DateTimeOffset FirstTryAt(DateTimeOffset? dueAt, TimeSpan lead) =>
        dueAt is { } due ? due - lead : DateTimeOffset.MinValue;

    /// <summary>When to try next; null once it is handed over.</summary>
    /// <param name="firstTryAt">See <see cref="FirstTryAt"/>.</param>
    /// <param name="history">What has been tried.</param>
    /// <param name="jitter">0 to 1, spreads the tries of many agents; the pause grows by at most a fifth.</param>
    public static DateTimeOffset? NextTryAt(DateTimeOffset firstTryAt, HandOverHistory history, double jitter)
    {
        if (history.Last is not { } last)
        {
            return firstTryAt;
        }

        return last switch
        {
            HandOverOutcomeKind.HandedOver => null,
            HandOverOutcomeKind.Unavailable => history.LastAt + Spread(Pause(history.FailuresInARow), jitter),
            HandOverOutcomeKind.Refused => history.LastAt + Spread(PauseAfterRefusal, jitter),
        };
    }

    private static TimeSpan Pause(int failures)
    {
        // Six doublings pass the longest pause; the bound keeps the shift from running over.
        var doublings = Math.Clamp(failures - 1, 0, 6);
        var pause = FirstPause * (1 << doublings);
        return pause < LongestPause ? pause : LongestPause;
    }

    private static TimeSpan Spread(TimeSpan pause, double jitter) => pause * (1 + (Math.Clamp(jitter, 0, 1) / 5));
}
