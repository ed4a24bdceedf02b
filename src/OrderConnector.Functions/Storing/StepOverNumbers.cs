namespace OrderConnector.Functions.Storing;

/// <summary>
/// After a restore from a backup: every branch's sequence steps over so many numbers, because the lost store may have
/// drawn them. Each is on record as lostByRestore.
/// </summary>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record StepOverNumbers(long Count, string Actor, DateTimeOffset At)
{
    /// <summary>What the register says of each number.</summary>
    public const string Reason = "The store was restored from a backup; the number may have been drawn before.";
}
