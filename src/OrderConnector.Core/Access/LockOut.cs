namespace OrderConnector.Core.Access;

/// <summary>How long an account rests after log ins that failed one after another.</summary>
public static class LockOut
{
    /// <summary>So many may fail before the account rests.</summary>
    public const int FreeFailures = 5;

    // Not longer: who is locked out by somebody else's guessing must be let in while the emergency lasts.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);

    /// <summary>Until when it rests: a minute, two, four … fifteen; null while there are free ones.</summary>
    /// <param name="failures">Failed one after another, this one included.</param>
    /// <param name="now">The moment of the last.</param>
    public static DateTimeOffset? Until(int failures, DateTimeOffset now)
    {
        if (failures < FreeFailures)
        {
            return null;
        }

        var doublings = Math.Min(failures - FreeFailures, 4);
        var rest = s_first * (1 << doublings);
        return now + (rest < s_longest ? rest : s_longest);
    }
}
