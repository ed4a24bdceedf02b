using OrderConnector.Core.Orders;

namespace OrderConnector.Fiscal.Orders;

/// <summary>What becomes of an order that is to be signed. Match names every case.</summary>
public abstract record FiscalOrderOutcome
{
    private FiscalOrderOutcome()
    {
    }

    /// <summary>Sign this.</summary>
    public sealed record Ready(FiscalOrder Order) : FiscalOrderOutcome;

    /// <summary>Set it aside: a person decides. Every fault is named, the first is no better than the rest.</summary>
    public sealed record Refused(IReadOnlyList<Rejection> Faults) : FiscalOrderOutcome;

    /// <summary>One branch per case.</summary>
    public TResult Match<TResult>(
        Func<FiscalOrder, TResult> ready, Func<IReadOnlyList<Rejection>, TResult> refused) => this switch
        {
            Ready r => ready(r.Order),
            Refused r => refused(r.Faults),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
}
