using Polly;
using Polly.Retry;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Tries a transaction again: at once where another writer was first, with growing pauses for about a minute where the
/// engine is away. Every transaction of the store can be run again: it looks before it acts, and what an earlier try
/// has committed, though its answer was lost, is recognised as its own.
/// </summary>
internal sealed partial class SqlServerRetries
{
    private const int RacedTries = 60;

    /// <summary>Pauses of 0.25, 0.5, 1, 2, 4 and then 8 seconds: some 64 seconds in all.</summary>
    private const int AwayTries = 12;

    private readonly StoreConnections connections;
    private readonly Func<double> random;
    private readonly ILogger logger;
    private readonly ResiliencePipeline pipeline;

    /// <summary>Builds it.</summary>
    /// <param name="connections">Tells what a failure is.</param>
    /// <param name="clock">The clock of the pauses.</param>
    /// <param name="random">At least 0 and less than 1.</param>
    /// <param name="logger">Hears of an engine that is away.</param>
    public SqlServerRetries(StoreConnections connections, TimeProvider clock, Func<double> random, ILogger logger)
    {
        this.connections = connections;
        this.random = random;
        this.logger = logger;
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = RacedTries,
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is { } failure && IsWorthATry(failure, args.AttemptNumber)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
                    PauseAfter(Of(args.Outcome.Exception!), args.AttemptNumber)),
                OnRetry = args =>
                {
                    Tell(args.Outcome.Exception!, args.AttemptNumber);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Runs the work until it ends well or for good.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(work, cancellationToken);

    /// <summary>What a failure means.</summary>
    public SqlServerFailure Of(Exception failure) => failure is RaceLostException
        ? SqlServerFailure.Raced
        : connections.NumberOf(failure) is { } number ? SqlServerFailures.Of(number) : SqlServerFailure.Final;

    private bool IsWorthATry(Exception failure, int attempt) => Of(failure) switch
    {
        SqlServerFailure.Raced => true,
        SqlServerFailure.Away => attempt < AwayTries,
        SqlServerFailure.Final => false,
    };

    // A race is over in a moment, but many that lost one must not meet again in step.
    private TimeSpan PauseAfter(SqlServerFailure failure, int attempt) => failure switch
    {
        SqlServerFailure.Raced => TimeSpan.FromMilliseconds(Math.Min(5 << Math.Min(attempt, 5), 100) * random()),
        SqlServerFailure.Away => TimeSpan.FromSeconds(Math.Min(0.25 * (1 << Math.Min(attempt, 5)), 8))
            * (0.875 + random() / 4),
        SqlServerFailure.Final => TimeSpan.Zero,
    };

    private void Tell(Exception failure, int attempt)
    {
        if (Of(failure) == SqlServerFailure.Away)
        {
            // The number, never the message: it may name the server, the login or a value.
            LogAway(logger, connections.NumberOf(failure), attempt + 1);
        }
    }

    [LoggerMessage(1110, LogLevel.Warning, "The database is away (error {Number}); try {Attempt} failed.")]
    private static partial void LogAway(ILogger logger, int? number, int attempt);
}
