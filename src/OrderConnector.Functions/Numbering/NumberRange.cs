namespace OrderConnector.Functions.Numbering;

/// <summary>A branch's order numbers: first, last and the next to be drawn.</summary>
/// <param name="First">First of the range.</param>
/// <param name="Last">Last of the range.</param>
/// <param name="Next">The next to be drawn; one past the last where the range is used up.</param>
public sealed record NumberRange(long First, long Last, long Next)
{
    /// <summary>The range a branch gets where none is named.</summary>
    public static NumberRange Default { get; } = new(40000000, 49999999, 40000000);

    /// <summary>Nothing is left to draw.</summary>
    public bool IsExhausted => Next > Last;

    /// <summary>From 95 % on an operator should give the branch a new range.</summary>
    public bool IsRunningOut => Next - First >= (Last - First + 1) * 95 / 100;

    /// <summary>
    /// What the sequence must step over because a branch already knows the number: the store was restored from a
    /// backup. Null where it is ahead, or where the number is none of this range.
    /// </summary>
    public (long First, long Last)? GapUpTo(long known) =>
        known >= Next && known >= First && known <= Last ? (Next, known) : null;
}
