namespace OrderConnector.Functions.Storing;

/// <summary>What became of an order that was to be numbered and stored.</summary>
public abstract record AddOrderOutcome
{
    private AddOrderOutcome()
    {
    }

    /// <summary>Numbered and on disk: answer 201.</summary>
    public sealed record Added(StoredOrder Order) : AddOrderOutcome;

    /// <summary>The same content is already there: answer 200 with the order as it stands now.</summary>
    public sealed record AlreadyKnown(StoredOrder Order) : AddOrderOutcome;

    /// <summary>The external id carries other content: answer 409.</summary>
    public sealed record OtherContent(StoredOrder Order) : AddOrderOutcome;

    /// <summary>The Idempotency-Key was used for another payload within 24 hours: answer 422.</summary>
    public sealed record KeyReused : AddOrderOutcome;

    /// <summary>The branch's number range is used up: answer 503.</summary>
    public sealed record NumbersExhausted : AddOrderOutcome;

    /// <summary>The branch is unknown: answer 403.</summary>
    public sealed record BranchUnknown : AddOrderOutcome;

    /// <summary>Another void came in between: plan again.</summary>
    public sealed record VoidRaced : AddOrderOutcome;

    /// <summary>One branch per case.</summary>
    public T Match<T>(
        Func<StoredOrder, T> added,
        Func<StoredOrder, T> alreadyKnown,
        Func<StoredOrder, T> otherContent,
        Func<T> keyReused,
        Func<T> numbersExhausted,
        Func<T> branchUnknown,
        Func<T> voidRaced) => this switch
        {
            Added o => added(o.Order),
            AlreadyKnown o => alreadyKnown(o.Order),
            OtherContent o => otherContent(o.Order),
            KeyReused => keyReused(),
            NumbersExhausted => numbersExhausted(),
            BranchUnknown => branchUnknown(),
            VoidRaced => voidRaced(),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
}
