namespace OrderConnector.Functions.Intake;

/// <summary>
/// Names the state of keys, agents, branches and channels as of a minute ago at most, without asking the store; null
/// where only the store can tell.
/// </summary>
public delegate ValueTask<string?> DirectoryVersion(CancellationToken cancellationToken);
