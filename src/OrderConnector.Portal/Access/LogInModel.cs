using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Access;

/// <summary>The log in.</summary>
/// <param name="To">Where to go then.</param>
/// <param name="Name">The name typed before.</param>
/// <param name="Fault">Why it did not work; null at first.</param>
public sealed record LogInModel(string To, string Name, Text? Fault);
