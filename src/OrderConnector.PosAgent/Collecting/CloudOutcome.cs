namespace OrderConnector.PosAgent.Collecting;

/// <summary>What became of a call to the cloud.</summary>
public abstract record CloudOutcome<T>
{
    private CloudOutcome()
    {
    }

    /// <summary>Answered.</summary>
    public sealed record Done(T Value) : CloudOutcome<T>;

    /// <summary>The cloud said no; the same call says no again.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Type">Last part of the problem type: "journal-rewound", "not-owned" …</param>
    /// <param name="Detail">Plain words.</param>
    /// <param name="Sequences">For "not-owned": the reports it concerns; null where the cloud named none.</param>
    public sealed record Refused(
        int Status, string Type, string Detail, IReadOnlyList<long>? Sequences = null) : CloudOutcome<T>;

    /// <summary>No answer: try again with back-off.</summary>
    /// <param name="RetryAfter">What the cloud asked for, where it did.</param>
    public sealed record Unavailable(string Detail, TimeSpan? RetryAfter) : CloudOutcome<T>;

    /// <summary>One branch per case.</summary>
    public TResult Match<TResult>(
        Func<T, TResult> done, Func<Refused, TResult> refused, Func<Unavailable, TResult> unavailable) =>
        this switch
        {
            Done d => done(d.Value),
            Refused r => refused(r),
            Unavailable u => unavailable(u),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
}
