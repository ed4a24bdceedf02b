namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>The host would not run this package, or would not start this handler.</summary>
public sealed class HostRefusalException(string message) : Exception(message);
