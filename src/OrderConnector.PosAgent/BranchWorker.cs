namespace OrderConnector.PosAgent;

/// <summary>How the process ends: 0 stopped, 1 broken, 3 a person must act.</summary>
public sealed class ExitCode
{
    /// <summary>A person must act before the agent may run again.</summary>
    public const int PersonMustAct = 3;

    /// <summary>The code.</summary>
    public int Value { get; set; }
}

/// <summary>Runs the branch's loops side by side until the process is told to stop, or one of them breaks.</summary>
public sealed partial class BranchWorker(
    BranchFlow flow, TimeProvider time, IHostApplicationLifetime lifetime, ExitCode exit, ILogger<BranchWorker> log)
    : BackgroundService
{
    // Longer than a finish may take: a signature under way is journaled, not left for the next start.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(12);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var aborting = new CancellationTokenSource();
        await using var patience = stopping.Token.Register(() => aborting.CancelAfter(s_grace));
        try
        {
            await flow.OpenAsync(stoppingToken);
            Log.Running(log);
            var loops = flow.Loops
                .Select(loop => Task.Run(
                    () => loop.RunAsync(time, stopping.Token, aborting.Token), CancellationToken.None))
                .ToList();
            // Only a broken loop ends before it is told to; the others must not go on without it.
            await Task.WhenAny([flow.Stopped, .. loops]);
            await stopping.CancelAsync();
            await Task.WhenAll(loops);
            await flow.CloseAsync(CancellationToken.None);
            Say();
        }
        catch (Exception fault)
        {
            // Ends the process: the journal knows what was done, and the next start goes on from there.
            Log.Broken(log, fault);
            exit.Value = 1;
        }

        lifetime.StopApplication();
    }

    private void Say()
    {
        if (flow.StopReason is { } reason)
        {
            exit.Value = ExitCode.PersonMustAct;
            Log.PersonMustAct(log, reason);
        }
        else
        {
            Log.Ended(log);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2900, LogLevel.Information, "The branch agent runs")]
        internal static partial void Running(ILogger log);

        [LoggerMessage(2901, LogLevel.Information, "The branch agent has stopped")]
        internal static partial void Ended(ILogger log);

        [LoggerMessage(2902, LogLevel.Critical, "A person must act: {Reason}")]
        internal static partial void PersonMustAct(ILogger log, string reason);

        [LoggerMessage(2903, LogLevel.Critical, "The branch agent broke")]
        internal static partial void Broken(ILogger log, Exception fault);
    }
}
