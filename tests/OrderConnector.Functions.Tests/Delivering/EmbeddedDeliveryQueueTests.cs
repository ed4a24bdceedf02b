using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.Compliance;

namespace OrderConnector.Functions.Tests.Delivering;

public sealed class EmbeddedDeliveryQueueTests : DeliveryQueueCompliance
{
    protected override IDeliveryQueue Queue { get; } = new EmbeddedDeliveryQueue(TimeProvider.System);
}
