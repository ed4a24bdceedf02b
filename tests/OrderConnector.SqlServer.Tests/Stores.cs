using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Functions.Storing.SqlServer;

namespace OrderConnector.SqlServer.Tests;

/// <summary>Stores over one database.</summary>
internal static class Stores
{
    /// <summary>A store as a process of its own would have it.</summary>
    public static SqlServerOrderStore Open(
        StoreConnections connections, bool keepsOutbox = false, bool migrate = true, TimeProvider? clock = null) => new(
            connections, new SqlServerSettings(migrate, keepsOutbox), clock ?? new HastyClock(),
            System.Security.Cryptography.RandomNumberGenerator.Fill, NullLogger.Instance);
}

/// <summary>Time as it is, but pauses last a hundredth: retries are tried, not waited for.</summary>
internal sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
}
