using System.Net.Sockets;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Releasing;

namespace OrderConnector.PosAgent.Showing;

/// <summary>
/// Serves the page while the agent runs. Orders matter more than the page: where its port is taken, the agent says so
/// and works on, and the page is served once the port is free.
/// </summary>
internal sealed partial class StaffPageServer(
    StaffDesk desk, IOptions<StaffOptions> options, AgentIdentity identity, BranchChance chance, TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = loggers.CreateLogger<StaffPageServer>();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!StaffPageAddress.TryRead(options.Value.Page, out var endPoint))
        {
            Log.SwitchedOff(_log);
            return;
        }

        var setting = new StaffPageSetting(
            endPoint, new Uri(new Uri(identity.Cloud), "portal"), options.Value.Help,
            Convert.ToHexStringLower(chance.Bytes(4)));
        try
        {
            for (var said = false; !await ServeAsync(setting, said, stoppingToken); said = true)
            {
                // Nothing tells that a port has become free.
                await Task.Delay(s_pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The agent ends, and the page with it.
        }
    }

    // True once it has been served and is over; false where nothing could be served.
    private async Task<bool> ServeAsync(StaffPageSetting setting, bool said, CancellationToken stoppingToken)
    {
        var app = StaffPageApp.Build(desk, setting, time, loggers);
        await using (app)
        {
            try
            {
                await app.StartAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is IOException or SocketException)
            {
                if (!said)
                {
                    Log.NotServed(_log, setting.EndPoint.ToString(), fault.Message);
                }

                return false;
            }

            Log.Served(_log, app.Urls.First());
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await app.StopAsync(CancellationToken.None);
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2400, LogLevel.Information, "The page for staff is at {Address}")]
        internal static partial void Served(ILogger log, string address);

        [LoggerMessage(2401, LogLevel.Warning,
            "The page for staff cannot be served on {EndPoint}; it is tried again, Staff:Page names another: {Detail}")]
        internal static partial void NotServed(ILogger log, string endPoint, string detail);

        [LoggerMessage(2402, LogLevel.Information, "No page for staff is served: Staff:Page is none")]
        internal static partial void SwitchedOff(ILogger log);
    }
}
