using Microsoft.Data.Sqlite;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>When the simulated device's own memory fails.</summary>
public sealed class SimulatedRequestsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SimulatedStore _store;
    private readonly SimulatedRequests _requests;
    private SimulatedCounters _counters = new(5, 2, 0, 0);

    public SimulatedRequestsTests()
    {
        _store = SimulatedStore.Open(_folder.File("tss-simulator.db"));
        _requests = new SimulatedRequests(_store, () => _counters, counters => _counters = counters);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_fails_before_the_commit_was_not_done_and_the_next_one_goes_on()
    {
        var failed = await _requests.Add<long>(() =>
        {
            _store.AddLog(new SimulatedLog(6, 0, null, "x", null, []));
            _counters = _counters with { SignatureCounter = 6 };
            throw new SqliteException("disk I/O error", 10);
        });

        Assert.Equal("disk I/O error", Assert.IsType<TssOutcome<long>.Unavailable>(failed).Detail);
        Assert.Equal(5, _counters.SignatureCounter);
        var next = await _requests.Add<long>(() => new TssOutcome<long>.Done(_store.ReadCounters().SignatureCounter));
        Assert.Equal(new TssOutcome<long>.Done(0), next);
    }

    [Fact]
    public async Task What_fails_in_the_commit_is_unknown_and_the_device_is_out_of_order_until_it_is_opened_again()
    {
        // Ended from within, so that the commit finds no transaction.
        var failed = await _requests.Add<long>(() =>
        {
            _store.Rollback();
            return new TssOutcome<long>.Done(1);
        });

        Assert.IsType<TssOutcome<long>.Unknown>(failed);
        Assert.IsType<TssOutcome<long>.Unavailable>(await _requests.Add<long>(() => new TssOutcome<long>.Done(2)));
    }

    [Fact]
    public async Task A_bug_reaches_its_caller_and_keeps_nobody_waiting()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _requests.Add<long>(() => throw new InvalidOperationException()));

        Assert.Equal(
            new TssOutcome<long>.Done(3), await _requests.Add<long>(() => new TssOutcome<long>.Done(3)));
    }

    [Fact]
    public async Task Closed_it_takes_no_more_requests()
    {
        _requests.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => _requests.Add<long>(() => new TssOutcome<long>.Done(1)));
    }
}
