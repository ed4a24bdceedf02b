namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>A message the host has taken from a queue.</summary>
/// <param name="Id">The queue's id of it.</param>
/// <param name="Text">The message.</param>
/// <param name="DequeueCount">How often it was taken, this time included.</param>
/// <param name="InsertedAt">When it was sent.</param>
public sealed record TriggerMessage(string Id, string Text, long DequeueCount, DateTimeOffset InsertedAt);
