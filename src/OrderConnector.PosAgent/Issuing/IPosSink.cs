namespace OrderConnector.PosAgent.Issuing;

/// <summary>Hands finished orders to the point of sale: at least once, the order id is the key.</summary>
public interface IPosSink
{
    /// <summary>Hands over one document; safe to repeat.</summary>
    /// <param name="orderId">Name and Idempotency-Key.</param>
    /// <param name="document">The hand-over document, UTF-8 JSON, same bytes each time.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    Task<HandOverOutcome> HandOverAsync(
        string orderId, ReadOnlyMemory<byte> document, CancellationToken cancellationToken);
}

/// <summary>What became of a hand-over.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Detail">Plain words, where it failed.</param>
public sealed record HandOverOutcome(HandOverOutcomeKind Kind, string? Detail);

/// <summary>The cases of a hand-over.</summary>
public enum HandOverOutcomeKind
{
    /// <summary>The point of sale has it.</summary>
    HandedOver,

    /// <summary>Try again later.</summary>
    Unavailable,

    /// <summary>The point of sale refuses this document; a person must look, later tries go on slowly.</summary>
    Refused,
}
