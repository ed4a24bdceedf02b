using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors.Fiskaly;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

/// <summary>Logins, waits fiskaly asks for, exports that take their time.</summary>
public sealed class FiskalySessionTests : IAsyncLifetime
{
    private static readonly TssReference s_reference = new(FiskalyBench.Till, new string('a', 32));
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly FaultDirector _faults = new();
    private readonly FiskalyBench _bench;
    private ITss _tss = null!;

    public FiskalySessionTests() => _bench = new FiskalyBench(
        _faults,
        new SimulatedFiskalyOptions { TokenLife = TimeSpan.FromMinutes(60), PollsUntilExported = 2 }, _clock);

    public async Task InitializeAsync() => _tss = await _bench.OpenAsync();

    public async Task DisposeAsync()
    {
        ((IDisposable)_tss).Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_with_the_refresh_token_alone()
    {
        Done(await _tss.InfoAsync(default));
        _bench.Vendor.ChangeSecret("another");
        _clock.Advance(TimeSpan.FromMinutes(53));
        Done(await _tss.InfoAsync(default));
        Assert.Equal(1, _faults.CountOf(SimulatorCall.Login));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Done(await _tss.InfoAsync(default));

        Assert.Equal(2, _faults.CountOf(SimulatorCall.Login));
    }

    [Fact]
    public async Task A_refresh_token_that_is_not_taken_gives_way_to_key_and_secret()
    {
        Done(await _tss.InfoAsync(default));
        _bench.Vendor.ForgetTokens();

        Done(await _tss.InfoAsync(default));

        // One in vain with the refresh token, one with the key.
        Assert.Equal(3, _faults.CountOf(SimulatorCall.Login));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_by_name_and_named_nowhere()
    {
        _bench.Vendor.ChangeSecret("another");

        var refused = Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await _tss.StartAsync(s_reference, default));

        Assert.Equal(TssRefusals.NotAuthorised, refused.Code);
        Assert.DoesNotContain(_bench.Options.ApiSecret!, refused.Detail, StringComparison.Ordinal);
        Assert.Equal(0, _faults.CountOf(SimulatorCall.Start));
    }

    [Theory]
    [InlineData(FaultKind.LostAfter)]
    [InlineData(FaultKind.ErrorBefore)]
    [InlineData(FaultKind.Starting)]
    public async Task A_login_without_an_answer_is_an_outage_and_no_uncertain_start(FaultKind fault)
    {
        _faults.On(SimulatorCall.Login, fault);

        Assert.IsNotType<TssOutcome<StartedTransaction>.Done>(await _tss.StartAsync(s_reference, default));
        Assert.Equal(0, _faults.CountOf(SimulatorCall.Start));
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_one_login()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _tss.InfoAsync(default))));

        Assert.Equal(1, _faults.CountOf(SimulatorCall.Login));
    }

    [Fact]
    public async Task Whoever_is_asked_to_wait_long_does_not_call_before_and_goes_on_signing_if_only_looks_are_meant()
    {
        var started = Done(await _tss.StartAsync(s_reference, default));
        _faults.On(SimulatorCall.FindOpen, FaultKind.Throttled, duration: TimeSpan.FromMinutes(2));

        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Unknown>(await FindOpen());
        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Unknown>(await FindOpen());
        Assert.Equal(1, _faults.CountOf(SimulatorCall.FindOpen));
        Done(await _tss.FinishAsync(
            started, new ProcessData(KassenbelegV1.ProcessType, KassenbelegV1.Aborted), default));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(Done(await FindOpen()));
    }

    [Fact]
    public async Task Maintenance_with_a_time_is_an_outage_until_then()
    {
        Done(await _tss.InfoAsync(default));
        Done(await FindOpen());
        _faults.On(SimulatorCall.Start, FaultKind.Starting, duration: TimeSpan.FromMinutes(5));

        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await _tss.StartAsync(s_reference, default));
        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await _tss.StartAsync(s_reference, default));
        Assert.Equal(1, _faults.CountOf(SimulatorCall.Start));

        _clock.Advance(TimeSpan.FromMinutes(5));
        Done(await _tss.StartAsync(s_reference, default));
    }

    [Fact]
    public async Task An_export_is_waited_for_and_looked_at_no_more_often_than_allowed()
    {
        Done(await _tss.StartAsync(s_reference, default));
        using var archive = new MemoryStream();

        var count = Done(await WhileTimePasses(
            _tss.ExportLogAsync(DateTimeOffset.UnixEpoch, _clock.GetUtcNow(), archive, default)));

        // Its initialisation and one start.
        Assert.Equal(2, count);
        Assert.True(archive.Length > 0);
    }

    [Fact]
    public async Task An_empty_span_is_an_archive_without_a_message()
    {
        using var archive = new MemoryStream();
        var long_ago = DateTimeOffset.UnixEpoch;

        Assert.Equal(0, Done(await WhileTimePasses(
            _tss.ExportLogAsync(long_ago, long_ago.AddDays(1), archive, default))));
    }

    /// <summary>fiskaly allows 12 looks a minute.</summary>
    [Fact]
    public void No_minute_sees_more_than_twelve_looks()
    {
        var looks = Enumerable.Range(1, 100)
            .Select(n => Enumerable.Range(1, n).Sum(look => FiskalyExports.PauseBefore(look).TotalSeconds)).ToList();

        Assert.All(looks, from => Assert.InRange(looks.Count(at => at >= from && at < from + 60), 1, 12));
    }

    private Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpen() =>
        _tss.FindOpenAsync(FiskalyBench.Till, default);

    private async Task<T> WhileTimePasses<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(5);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await work;
    }

    private static T Done<T>(TssOutcome<T> outcome) => Assert.IsType<TssOutcome<T>.Done>(outcome).Value;
}
