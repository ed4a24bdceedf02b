namespace OrderConnector.Fiscal.Tss;

/// <summary>What became of a call to a TSS. Match names every case, so that none is forgotten.</summary>
/// <typeparam name="T">What a successful call gives.</typeparam>
public abstract record TssOutcome<T>
{
    private TssOutcome()
    {
    }

    /// <summary>It was done.</summary>
    public sealed record Done(T Value) : TssOutcome<T>;

    /// <summary>The TSS understood and said no; asking again says no again.</summary>
    /// <param name="Code">A stable name, kebab-case.</param>
    /// <param name="Detail">Plain words for the operator.</param>
    public sealed record Refused(string Code, string Detail) : TssOutcome<T>;

    /// <summary>Nothing was done, the TSS cannot now: an outage.</summary>
    public sealed record Unavailable(string Detail) : TssOutcome<T>;

    /// <summary>It may have been done: read back before anything is started again.</summary>
    public sealed record Unknown(string Detail) : TssOutcome<T>;

    /// <summary>One branch per case.</summary>
    public TResult Match<TResult>(
        Func<T, TResult> done,
        Func<Refused, TResult> refused,
        Func<Unavailable, TResult> unavailable,
        Func<Unknown, TResult> unknown) => this switch
        {
            Done d => done(d.Value),
            Refused r => refused(r),
            Unavailable u => unavailable(u),
            Unknown u => unknown(u),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };

    /// <summary>Goes on where it was done; every other outcome stays what it is.</summary>
    public TssOutcome<TResult> Then<TResult>(Func<T, TssOutcome<TResult>> next) => Match(
        next,
        refused => new TssOutcome<TResult>.Refused(refused.Code, refused.Detail),
        unavailable => new TssOutcome<TResult>.Unavailable(unavailable.Detail),
        unknown => new TssOutcome<TResult>.Unknown(unknown.Detail));

    /// <summary>The same failure of another call; never for what was done.</summary>
    public TssOutcome<TResult> As<TResult>() => Then<TResult>(
        _ => throw new InvalidOperationException("What was done is no failure."));

    /// <summary>
    /// The failure of a question that comes before a call which changes something: that call was certainly not made.
    /// </summary>
    public TssOutcome<TResult> NotDone<TResult>() => this is Unknown unknown
        ? new TssOutcome<TResult>.Unavailable(unknown.Detail)
        : As<TResult>();
}
