using OrderConnector.Core.Failures;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>What all lanes and circuits of a branch share.</summary>
/// <param name="Memory">Journal and state.</param>
/// <param name="Settings">How patient the branch is.</param>
/// <param name="Time">The clock.</param>
/// <param name="Chance">Jitter and ids.</param>
/// <param name="IsStopped">True once a person must act first.</param>
/// <param name="Log">Where it says what happens.</param>
internal sealed record SigningSite(
    BranchMemory Memory, BranchSettings Settings, TimeProvider Time, BranchChance Chance, Func<bool> IsStopped,
    ILogger Log)
{
    /// <summary>What was read of orders, from release to hand-over.</summary>
    public SaleReadings Sales { get; } = new();

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A clock of tries in vain.</summary>
    public RetryClock Retry(BackoffOptions options) => new(Time, Chance.Jitter, options);
}
