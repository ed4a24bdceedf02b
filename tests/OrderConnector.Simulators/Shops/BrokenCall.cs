namespace OrderConnector.Simulators.Shops;

/// <summary>A request that must be refused, as the bytes that go over the wire.</summary>
/// <param name="Name">What is broken about it.</param>
/// <param name="Bytes">Request line, head and body, or as much of them as is sent.</param>
/// <param name="Statuses">The statuses that are right; empty where the connection may just be closed.</param>
public sealed record BrokenCall(string Name, byte[] Bytes, params int[] Statuses)
{
    /// <summary>The sender closes its side when the bytes are out: the rest never comes.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>False where the server refuses below the app: a status, but no problem details.</summary>
    public bool ReachesTheApp { get; init; } = true;
}
