using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>What only the simulated TSS promises.</summary>
public sealed class SimulatedTssDeviceTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessData s_receipt = new(
        KassenbelegV1.ProcessType, "Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar");

    private readonly TempFolder _folder = new();
    private readonly SimulatedClock _clock = new(s_noon);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_message_is_its_own_initialisation_and_sales_follow_without_a_gap()
    {
        using var tss = Open();
        var info = Done(await tss.InfoAsync(default));
        var started = await Start(tss);

        Assert.Equal(1, info.SignatureCounter);
        Assert.Equal((1, 2), (started.Number, started.SignatureCounter));
        Assert.Equal(3, Done(await tss.FinishAsync(started, s_receipt, default)).SignatureCounter);
    }

    [Fact]
    public async Task A_crash_loses_no_counter_that_anybody_has_seen()
    {
        using var tss = Open();
        var first = await Start(tss);
        var signature = Done(await tss.FinishAsync(first, s_receipt, default));
        var second = await Start(tss);

        // The files as they lie on the disk, while the process that wrote them is still at it.
        using var crashed = new TempFolder();
        foreach (var file in Directory.GetFiles(_folder.Path, "tss-simulator.db*"))
        {
            File.Copy(file, crashed.File(Path.GetFileName(file)));
        }

        using var again = Open(crashed.Path);
        Assert.Equal([second], Done(await again.FindOpenAsync("TILL 1", default)));
        var record = Done(await again.ReadBackAsync("TILL 1", first.Number, default));
        Assert.Equal(signature.Value, record.Signature!.Value);
        var third = await Start(again);
        Assert.Equal(
            (second.Number + 1, second.SignatureCounter + 1), (third.Number, third.SignatureCounter));
    }

    [Fact]
    public async Task Log_times_are_whole_seconds_and_never_go_back()
    {
        using var tss = Open();
        _clock.Advance(TimeSpan.FromMilliseconds(1_700));
        var started = await Start(tss);
        _clock.Advance(TimeSpan.FromSeconds(-30));
        var signature = Done(await tss.FinishAsync(started, s_receipt, default));

        Assert.Equal(s_noon.AddSeconds(1), started.LogTime);
        Assert.Equal(s_noon.AddSeconds(1), signature.FinishedAt);
    }

    [Fact]
    public async Task It_takes_its_time_half_at_the_start_and_half_at_the_finish()
    {
        using var tss = Open(options: new SimulatedTssOptions { LatencyMilliseconds = 50 });
        var start = tss.StartAsync(Reference(), default);
        _clock.Advance(TimeSpan.FromMilliseconds(24));
        Assert.False(start.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var finish = tss.FinishAsync(Done(await start), s_receipt, default);
        var next = tss.StartAsync(Reference(), default);
        _clock.Advance(TimeSpan.FromMilliseconds(25));

        Done(await finish);
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(25));
        Done(await next);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_finds_what_was_done_on_record()
    {
        using var tss = Open(options: new SimulatedTssOptions { LatencyMilliseconds = 50 });
        using var patience = new CancellationTokenSource();
        var start = tss.StartAsync(Reference(), patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Single(Done(await tss.FindOpenAsync("TILL 1", default)));
    }

    [Fact]
    public async Task Too_many_open_transactions_are_refused_until_one_is_finished()
    {
        using var tss = Open(options: new SimulatedTssOptions { MaximumOpenTransactions = 2 });
        var first = await Start(tss);
        await Start(tss);

        var refused = Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await tss.StartAsync(Reference(), default));
        Assert.Equal("too-many-open-transactions", refused.Code);

        Done(await tss.FinishAsync(first, s_receipt, default));
        Assert.Equal(3, (await Start(tss)).Number);
    }

    [Fact]
    public async Task Clients_do_not_see_or_finish_each_others_transactions()
    {
        using var tss = Open();
        var mine = await Start(tss);

        Assert.Empty(Done(await tss.FindOpenAsync("TILL 2", default)));
        Assert.False(Done(await tss.ReadBackAsync("TILL 2", mine.Number, default)).Exists);
        var refused = Assert.IsType<TssOutcome<TssSignature>.Refused>(
            await tss.FinishAsync(mine with { ClientId = "TILL 2" }, s_receipt, default));
        Assert.Equal("transaction-unknown", refused.Code);
    }

    [Theory]
    [InlineData("Netzteil defekt\n", "Netzteil defekt")]
    [InlineData("", "The simulated TSS is switched off.")]
    public async Task The_text_of_the_outage_file_is_the_reason_it_gives(string text, string detail)
    {
        using var tss = Open();
        await File.WriteAllTextAsync(_folder.File("tss-simulator.outage"), text);

        Assert.Equal(
            detail, Assert.IsType<TssOutcome<TssInfo>.Unavailable>(await tss.InfoAsync(default)).Detail);
        Assert.IsType<TssOutcome<long>.Unavailable>(
            await tss.ExportLogAsync(s_noon, s_noon, Stream.Null, default));
    }

    [Fact]
    public void A_second_process_is_kept_out()
    {
        using var tss = Open();

        var refused = Assert.Throws<IOException>(() => Open());
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_keeps_its_curve_for_life()
    {
        Open().Dispose();

        var refused = Assert.Throws<InvalidDataException>(
            () => Open(options: new SimulatedTssOptions { Curve = SimulatedCurve.BrainpoolP384 }));
        Assert.Contains("TssSimulator:Curve", refused.Message, StringComparison.Ordinal);
        Open().Dispose();
    }

    private SimulatedTss Open(string? folder = null, SimulatedTssOptions? options = null) =>
        SimulatedTss.Open(folder ?? _folder.Path, options ?? new SimulatedTssOptions(), _clock);

    private static async Task<StartedTransaction> Start(SimulatedTss tss) =>
        Done(await tss.StartAsync(Reference(), default));

    private static TssReference Reference() => new("TILL 1", new string('0', 32));

    private static T Done<T>(TssOutcome<T> outcome) => Assert.IsType<TssOutcome<T>.Done>(outcome).Value;
}
