namespace OrderConnector.PosAgent.Signing.Http;

/// <summary>What became of one HTTP call to a TSS. Match names every case, so that none is forgotten.</summary>
public abstract record TssReply
{
    private TssReply()
    {
    }

    /// <summary>It answered; what the answer means is the driver's to say.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Body">Empty where the body went elsewhere.</param>
    /// <param name="RetryAfter">How long it asks to be left alone.</param>
    /// <param name="Time">Its clock, whole seconds; null where it does not say.</param>
    public sealed record Answered(
        int Status, byte[] Body, TimeSpan? RetryAfter, DateTimeOffset? Time = null) : TssReply
    {
        /// <summary>True for 2xx.</summary>
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>There was no connection: the request never left, nothing was done.</summary>
    public sealed record NotSent(string Detail) : TssReply;

    /// <summary>The request may have left and no answer came: it may have been done.</summary>
    public sealed record Lost(string Detail) : TssReply;

    /// <summary>One branch per case.</summary>
    public T Match<T>(Func<Answered, T> answered, Func<NotSent, T> notSent, Func<Lost, T> lost) => this switch
    {
        Answered a => answered(a),
        NotSent n => notSent(n),
        Lost l => lost(l),
        _ => throw new InvalidOperationException("The hierarchy is closed."),
    };
}
