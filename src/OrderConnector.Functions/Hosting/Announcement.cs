using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace OrderConnector.Functions.Hosting;

/// <summary>Says once where the process listens; port 0 is told as the port that was found.</summary>
public sealed partial class Announcement(
    IServer server, IHostApplicationLifetime lifetime, ILogger<Announcement> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            {
                LogListening(address);
            }
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1930, LogLevel.Information, "Now listening on: {Address}")]
    private partial void LogListening(string address);
}
