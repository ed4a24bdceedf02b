using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>
/// Which agent was last seen waiting for a branch, where that is not written to the store; null where none was.
/// </summary>
public delegate Task<AgentPresence?> PresenceOf(string branchId, CancellationToken cancellationToken);
