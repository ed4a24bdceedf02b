using OrderConnector.PosAgent.Issuing;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class MemoryPosSinkTests : PosSinkCompliance
{
    private readonly MemoryPosSink _sink = new(Timeout, TimeProvider.System);

    protected override IPosSink Sink => _sink;

    protected override int KeptOrders => _sink.Drawer.Orders.Count;

    protected override IReadOnlyList<TillFault> Faults { get; } =
        [TillFault.Away, TillFault.Refuses, TillFault.Hangs, TillFault.LosesTheAnswer];

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => Task.CompletedTask;

    protected override byte[]? Kept(string orderId) => _sink.Drawer.Orders.GetValueOrDefault(orderId);

    protected override void Break(TillFault fault, string orderId) => _sink.Fault = fault;
}
