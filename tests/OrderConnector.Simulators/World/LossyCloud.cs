using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A bad line to the cloud: calls are lost before they arrive, answers are lost after they were given, calls arrive
/// twice, and an old call arrives again behind newer ones.
/// </summary>
/// <param name="inner">The cloud.</param>
/// <param name="random">Seeded: same seed, same faults.</param>
/// <param name="faultsPerHundred">0 is a perfect line.</param>
public sealed class LossyCloud(ICloud inner, Random random, int faultsPerHundred) : ICloud
{
    private Func<Task>? _late;

    /// <summary>While true nothing gets through.</summary>
    public bool Offline { get; set; }

    public Task<CloudOutcome<CollectAnswer>> CollectAsync(
        CollectRequest request, CancellationToken cancellationToken) =>
        Send(() => inner.CollectAsync(request, cancellationToken));

    public Task<CloudOutcome<ConfirmAnswer>> ConfirmAsync(
        ConfirmRequest request, CancellationToken cancellationToken) =>
        Send(() => inner.ConfirmAsync(request, cancellationToken));

    public Task<CloudOutcome<ReportsAnswer>> ReportAsync(
        ReportsRequest request, CancellationToken cancellationToken) =>
        Send(() => inner.ReportAsync(request, cancellationToken));

    public Task<CloudOutcome<SellerData>> ReadSellerDataAsync(int version, CancellationToken cancellationToken) =>
        Send(() => inner.ReadSellerDataAsync(version, cancellationToken));

    public Task<CloudOutcome<VoidAnswer>> VoidAsync(
        string orderId, StaffVoidRequest request, CancellationToken cancellationToken) =>
        Send(() => inner.VoidAsync(orderId, request, cancellationToken));

    private async Task<CloudOutcome<T>> Send<T>(Func<Task<CloudOutcome<T>>> call)
    {
        if (Offline)
        {
            return new CloudOutcome<T>.Unavailable("the line is down", null);
        }

        if (_late is { } late && random.Next(4) == 0)
        {
            _late = null;
            await late();
        }

        if (random.Next(100) >= faultsPerHundred)
        {
            return await call();
        }

        switch (random.Next(4))
        {
            case 0:
                return new CloudOutcome<T>.Unavailable("lost on the way there", null);
            case 1:
                await call();
                return new CloudOutcome<T>.Unavailable("lost on the way back", null);
            case 2:
                await call();
                return await call();
            default:
                _late = async () => await call();
                return await call();
        }
    }
}
