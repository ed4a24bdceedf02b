namespace OrderConnector.Functions.Hosting;

/// <summary>The timers inside, where the process stands alone: each work at its own pace.</summary>
public sealed class Timers(IEnumerable<RepeatedWork> works) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(works.Select(work => work.StartAsync(cancellationToken)));

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(works.Select(work => work.StopAsync(cancellationToken)));
}
