using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>Every minute: one turn of each work that a timer inside does where the process stands alone.</summary>
public sealed class MinuteTrigger(IEnumerable<RepeatedWork> works) : Trigger
{
    /// <inheritdoc />
    public override string Name => "fn-minute";

    /// <inheritdoc />
    public override Task<Problem?> RunAsync(Invocation invocation, CancellationToken cancellationToken) =>
        RunAllAsync(works, cancellationToken);

    /// <summary>One turn of each; null where all of them were a success.</summary>
    public static async Task<Problem?> RunAllAsync(
        IEnumerable<RepeatedWork> works, CancellationToken cancellationToken)
    {
        var failed = 0;
        foreach (var work in works)
        {
            // One that fails must not keep the others from their turn.
            failed += await work.TryAsync(cancellationToken) ? 0 : 1;
        }

        return failed == 0 ? null : new Problem(ProblemTypes.Unavailable, "Not all of the work was done.");
    }
}
