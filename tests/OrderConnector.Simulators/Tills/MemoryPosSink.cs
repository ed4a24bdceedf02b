using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Issuing;

namespace OrderConnector.Simulators.Tills;

/// <summary>A point of sale in the same process, for worlds with a clock and no threads of their own.</summary>
/// <param name="timeout">How long a try may take; only a hanging one takes any time.</param>
/// <param name="clock">Measures it.</param>
public sealed class MemoryPosSink(TimeSpan timeout, TimeProvider clock) : IPosSink
{
    private volatile TillFault _fault;

    /// <summary>What it keeps.</summary>
    public TillDrawer Drawer { get; } = new();

    /// <summary>What is wrong with it just now.</summary>
    public TillFault Fault
    {
        get => _fault;
        set => _fault = value;
    }

    /// <inheritdoc />
    public async Task<HandOverOutcome> HandOverAsync(
        string orderId, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        if (!OrderId.TryParse(orderId, out _))
        {
            throw new ArgumentException("An order id is 32 hex digits.", nameof(orderId));
        }

        cancellationToken.ThrowIfCancellationRequested();
        switch (Fault)
        {
            case TillFault.None:
                Drawer.Take(orderId, document.ToArray());
                return new HandOverOutcome(HandOverOutcomeKind.HandedOver, null);
            case TillFault.Away:
                return new HandOverOutcome(HandOverOutcomeKind.Unavailable, "The till is away.");
            case TillFault.Refuses:
                return new HandOverOutcome(HandOverOutcomeKind.Refused, "The till refuses.");
            case TillFault.Hangs:
                await Task.Delay(timeout, clock, cancellationToken);
                return new HandOverOutcome(HandOverOutcomeKind.Unavailable, "The till did not answer in time.");
            case TillFault.LosesTheAnswer:
                Drawer.Take(orderId, document.ToArray());
                return new HandOverOutcome(HandOverOutcomeKind.Unavailable, "The answer was lost.");
            default:
                throw new InvalidOperationException($"Unknown fault {Fault}.");
        }
    }
}
