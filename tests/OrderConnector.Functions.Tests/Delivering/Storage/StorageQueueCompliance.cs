using System.Reflection;
using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

/// <summary>The suite of every delivery queue, over real storage queues; each duty skipped where Azurite is missing.</summary>
public sealed class StorageQueueCompliance(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    public static TheoryData<string> Duties => [.. typeof(DeliveryQueueCompliance).GetMethods()
        .Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name)];

    [AzuriteTheory]
    [MemberData(nameof(Duties))]
    public async Task A_storage_queue_does_its_duty(string duty)
    {
        await using var queues = azurite.NewQueues();
        await queues.Store.MigrateAsync(default);

        await (Task)typeof(DeliveryQueueCompliance).GetMethod(duty)!.Invoke(new Suite(queues.NewInstance()), null)!;
    }

    private sealed class Suite(IDeliveryQueue queue) : DeliveryQueueCompliance
    {
        protected override IDeliveryQueue Queue => queue;
    }
}
