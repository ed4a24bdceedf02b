using OrderConnector.Core;

namespace OrderConnector.Fiscal.ProcessTypes;

/// <summary>The two kinds of payment a TSS knows, in the order Kassenbeleg-V1 writes them.</summary>
public enum Tender
{
    /// <summary>Cash.</summary>
    Bar,

    /// <summary>Everything else.</summary>
    Unbar,
}

/// <summary>How much was paid in one kind and currency.</summary>
/// <param name="Kind">Cash or not.</param>
/// <param name="Amount">In hundredths of the currency; negative when paid back.</param>
/// <param name="Currency">ISO 4217, three capital letters.</param>
public readonly record struct TenderAmount(Tender Kind, Money Amount, string Currency = TenderAmount.Euro)
{
    /// <summary>The currency that is never written.</summary>
    public const string Euro = "EUR";
}
