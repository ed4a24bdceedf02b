using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>What became of a call, before anything of HTTP.</summary>
/// <typeparam name="T">What the caller gets.</typeparam>
public abstract record CallOutcome<T>
{
    private CallOutcome()
    {
    }

    /// <summary>Done, or found already done.</summary>
    public sealed record Done(T Value) : CallOutcome<T>;

    /// <summary>Nothing was changed; the caller is told why.</summary>
    public sealed record Refused(Problem Problem) : CallOutcome<T>;

    /// <summary>One branch per case.</summary>
    public TResult Match<TResult>(Func<T, TResult> done, Func<Problem, TResult> refused) => this switch
    {
        Done d => done(d.Value),
        Refused r => refused(r.Problem),
        _ => throw new InvalidOperationException("The hierarchy is closed."),
    };

    /// <summary>A value is done.</summary>
    public static implicit operator CallOutcome<T>(T value) => new Done(value);

    /// <summary>A problem is a refusal.</summary>
    public static implicit operator CallOutcome<T>(Problem problem) => new Refused(problem);
}

/// <summary>An order as it stands after a call.</summary>
/// <param name="Order">The order.</param>
/// <param name="New">True where this call numbered it.</param>
public readonly record struct Standing(StoredOrder Order, bool New);
