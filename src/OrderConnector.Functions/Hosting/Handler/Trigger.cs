using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// One function besides the catch-all: what the host calls when a timer or a queue fires. It may be called twice for
/// the same event and be killed at any instruction; the host calls again when the answer is a refusal or none.
/// </summary>
public abstract class Trigger
{
    /// <summary>The function's name, which is the name of its folder.</summary>
    public abstract string Name { get; }

    /// <summary>Does the work; null when done, else why not.</summary>
    public abstract Task<Problem?> RunAsync(Invocation invocation, CancellationToken cancellationToken);
}
