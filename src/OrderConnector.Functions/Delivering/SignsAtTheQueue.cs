using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Delivering;

/// <summary>Signs of life as the queue knows them, for the portal.</summary>
internal static class SignsAtTheQueue
{
    /// <summary>Asks this queue; where it cannot tell, what stands in the store is all there is.</summary>
    public static SignsOfLife Of(IDeliveryQueue queue) => async (branchIds, cancellationToken) =>
        (await ReadAsync(queue, branchIds, cancellationToken))
            .ToDictionary(sign => sign.AgentId, sign => sign.At, StringComparer.Ordinal);

    // One call lists every queue there is; for a single branch its own queue answers cheaper.
    private static async Task<IEnumerable<AgentPresence>> ReadAsync(
        IDeliveryQueue queue, IReadOnlyCollection<string> branchIds, CancellationToken cancellationToken) =>
        branchIds.Count switch
        {
            0 => [],
            1 => await queue.ReadPresenceAsync(branchIds.Single(), cancellationToken) is { } sign ? [sign] : [],
            _ => (await queue.ReadPresencesAsync(branchIds, cancellationToken))?.Values ?? [],
        };
}
