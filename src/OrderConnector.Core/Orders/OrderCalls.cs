namespace OrderConnector.Core.Orders;

/// <summary>How a checkout ended.</summary>
public enum PaymentOutcome
{
    /// <summary>Paid; also brings an expired order back.</summary>
    Paid,

    /// <summary>The payment failed.</summary>
    Failed,

    /// <summary>The customer gave up.</summary>
    Aborted,
}

/// <summary>Body of POST …/payment.</summary>
/// <param name="Outcome">How the checkout ended.</param>
/// <param name="Payments">What was paid; empty unless paid.</param>
public sealed record PaymentCall(PaymentOutcome Outcome, IReadOnlyList<Payment> Payments);

/// <summary>Body of POST …/cancel.</summary>
/// <param name="Reason">Why.</param>
public sealed record CancelCall(string Reason);

/// <summary>Body of POST …/void.</summary>
/// <param name="ExternalId">The shop's id of the void, unique in its channel like that of an order.</param>
/// <param name="Reason">Why.</param>
/// <param name="Lines">What is taken back; null is all that is left.</param>
public sealed record VoidCall(string ExternalId, string Reason, IReadOnlyList<VoidCallLine>? Lines);

/// <summary>Body of an agent's void: what a shop posts, and who in the branch asked.</summary>
/// <param name="Call">What is taken back.</param>
/// <param name="Actor">"staff:…"; null where an older agent does not say.</param>
public sealed record StaffVoidCall(VoidCall Call, string? Actor);

/// <summary>How much of which line is taken back.</summary>
/// <param name="Line">Position among the lines of the original, from 0; its sub-lines go along.</param>
/// <param name="Quantity">How many, always positive.</param>
public sealed record VoidCallLine(int Line, Quantity Quantity);
