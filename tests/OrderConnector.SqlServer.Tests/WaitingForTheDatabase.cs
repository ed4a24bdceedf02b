using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Functions.Storing.SqlServer;
using OrderConnector.SqlServer.Tests.Engine;

namespace OrderConnector.SqlServer.Tests;

/// <summary>A database that is away comes back within a minute, or callers hear of it.</summary>
public sealed class WaitingForTheDatabase
{
    private readonly RecordingClock clock = new();

    [Theory]
    [InlineData(40613)]
    [InlineData(10928)]
    [InlineData(4060)]
    [InlineData(-2)]
    [InlineData(10054)]
    public async Task A_paused_database_is_waited_for_about_a_minute_and_no_longer(int number)
    {
        var failure = await Assert.ThrowsAsync<StandInException>(
            () => RunAsync<int>(_ => throw new StandInException(number, "away")));

        Assert.Equal(number, failure.Number);
        Assert.InRange(clock.Waited, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(75));
        Assert.Equal(12, clock.Pauses.Count);
        Assert.InRange(clock.Pauses[0], TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.3));
        Assert.InRange(clock.Pauses[^1], TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task What_comes_back_in_time_is_not_noticed_by_the_caller()
    {
        Assert.Equal(7, await RunAsync(attempt => attempt < 8
            ? throw new StandInException(SqlServerFailures.DatabaseUnavailable, "resuming")
            : 7));
        Assert.Equal(8, clock.Pauses.Count);
    }

    [Theory]
    [InlineData(SqlServerFailures.DuplicateRow)]
    [InlineData(SqlServerFailures.DuplicateKey)]
    [InlineData(SqlServerFailures.Deadlock)]
    [InlineData(SqlServerFailures.GuardFailed)]
    public async Task A_lost_race_is_run_again_at_once(int number)
    {
        Assert.Equal(1, await RunAsync(attempt => attempt == 0 ? throw new StandInException(number, "raced") : attempt));
        Assert.True(clock.Waited < TimeSpan.FromMilliseconds(10));
    }

    [Theory]
    [InlineData(18456)] // Login failed: the next try would fail alike.
    [InlineData(229)] // A right is missing.
    [InlineData(208)] // A table is missing.
    [InlineData(2628)] // A value is too long.
    [InlineData(50002)] // Append-only.
    public async Task What_will_not_get_better_is_told_at_once(int number)
    {
        await Assert.ThrowsAsync<StandInException>(() => RunAsync<int>(_ => throw new StandInException(number, "no")));
        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task The_log_names_the_number_and_nothing_the_engine_said()
    {
        var log = new Lines();
        var retries = new SqlServerRetries(Connections, clock, () => 0.5, log);
        await retries.RunAsync(
            _ => clock.Pauses.Count == 0
                ? throw new StandInException(40613, "Login failed for user 'app'")
                : ValueTask.FromResult(1),
            default);

        Assert.Equal(["The database is away (error 40613); try 1 failed."], log.Written);
    }

    private static StoreConnections Connections => new(
        _ => throw new InvalidOperationException("Nothing is opened here."),
        failure => (failure as StandInException)?.Number);

    private Task<T> RunAsync<T>(Func<int, T> work)
    {
        var attempt = 0;
        return new SqlServerRetries(Connections, clock, () => 0.5, NullLogger.Instance)
            .RunAsync(_ => ValueTask.FromResult(work(attempt++)), default);
    }

    /// <summary>Time that passes by being waited for.</summary>
    private sealed class RecordingClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public TimeSpan Waited => Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));
    }
}
