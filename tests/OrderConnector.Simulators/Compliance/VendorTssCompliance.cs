using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>
/// What a driver owes besides when its device is reached by HTTP: to tell what was done from what may have been done,
/// whatever gets lost on the way. Inherited with a <see cref="VendorHost"/> of its vendor.
/// </summary>
public abstract partial class VendorTssCompliance : TssCompliance
{
    private static readonly FaultKind[] s_notDone =
    [
        FaultKind.LostBefore, FaultKind.ErrorBefore, FaultKind.Starting, FaultKind.UnknownClient,
        FaultKind.CertificateExpired,
    ];

    private static readonly FaultKind[] s_done = [FaultKind.LostAfter, FaultKind.ErrorAfter];

    /// <summary>What goes wrong with the calls of this vendor.</summary>
    protected FaultDirector Faults { get; } = new();

    /// <summary>The device behind the vendor.</summary>
    protected abstract SoftwareTss Device { get; }

    /// <summary>The vendor's server.</summary>
    protected abstract VendorHost Host { get; }

    /// <summary>A client the device does not know.</summary>
    protected virtual string Stranger => "TILL 99";

    public static TheoryData<FaultKind> NotDone => [.. s_notDone];

    public static TheoryData<FaultKind> DoneAllTheSame => [.. s_done];

    protected override Task BreakAsync() => Host.StopAsync();

    protected override Task MendAsync() => Host.StartAsync();

    [Theory]
    [MemberData(nameof(NotDone))]
    public virtual async Task A_start_that_was_not_done_leaves_nothing_open_and_is_never_called_done(FaultKind fault)
    {
        Faults.On(SimulatorCall.Start, fault);

        var outcome = await Tss.StartAsync(NewReference(), default);

        Assert.IsNotType<TssOutcome<StartedTransaction>.Done>(outcome);
        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal([(SimulatorCall.Start, fault)], Faults.Played);
    }

    [Theory]
    [MemberData(nameof(DoneAllTheSame))]
    public virtual async Task A_start_whose_answer_is_lost_is_unknown_sent_once_and_found_open(FaultKind fault)
    {
        Faults.On(SimulatorCall.Start, fault);

        var outcome = await Tss.StartAsync(NewReference(), default);

        Assert.IsType<TssOutcome<StartedTransaction>.Unknown>(outcome);
        Assert.Equal(1, Faults.CountOf(SimulatorCall.Start));
        var open = Assert.Single(Done(await Tss.FindOpenAsync(ClientId, default)));
        await Reopen();
        Assert.Equal([open], Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal(open.Number, (await Finish(open, Aborted)).TransactionNumber);
        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
    }

    [Theory]
    [MemberData(nameof(NotDone))]
    public virtual async Task A_finish_that_was_not_done_leaves_the_transaction_open(FaultKind fault)
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, fault);

        var outcome = await Tss.FinishAsync(started, Receipt, default);

        Assert.IsNotType<TssOutcome<TssSignature>.Done>(outcome);
        Assert.Equal(
            new TransactionOnRecord(true, null),
            Done(await Tss.ReadBackAsync(ClientId, started.Number, default)) with { Start = null });
        Assert.Equal(started.Number, (await Finish(started, Receipt)).TransactionNumber);
    }

    [Theory]
    [MemberData(nameof(DoneAllTheSame))]
    public virtual async Task A_finish_whose_answer_is_lost_is_unknown_sent_once_and_read_back(FaultKind fault)
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, fault);

        Assert.IsType<TssOutcome<TssSignature>.Unknown>(await Tss.FinishAsync(started, Order, default));

        Assert.Equal(1, Faults.CountOf(SimulatorCall.Finish));
        var record = Done(await Tss.ReadBackAsync(ClientId, started.Number, default));
        Assert.Equal(Order, record.Signature!.Data);
        Assert.Equal(started.LogTime, record.Signature.StartedAt);
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(record.Signature));
    }

    [Fact]
    public virtual async Task Calls_that_only_ask_say_when_they_got_no_answer()
    {
        var started = await Start();
        Faults.On(SimulatorCall.FindOpen, FaultKind.LostBefore).On(SimulatorCall.ReadBack, FaultKind.LostAfter)
            .On(SimulatorCall.Info, FaultKind.ErrorBefore).On(SimulatorCall.Export, FaultKind.LostAfter);

        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Unknown>(
            await Tss.FindOpenAsync(ClientId, default));
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(
            await Tss.ReadBackAsync(ClientId, started.Number, default));
        Assert.IsNotType<TssOutcome<TssInfo>.Done>(await Tss.InfoAsync(default));
        using var archive = new MemoryStream();
        Assert.IsNotType<TssOutcome<long>.Done>(
            await Tss.ExportLogAsync(DateTimeOffset.UnixEpoch, started.LogTime.AddDays(1), archive, default));
        // Half an export is none.
        Assert.Equal(0, archive.Length);
    }

    [Theory]
    [InlineData(FaultKind.HangBefore, 0)]
    [InlineData(FaultKind.HangAfter, 1)]
    public virtual async Task A_call_that_hangs_ends_when_its_caller_gives_up(FaultKind fault, int open)
    {
        await Finish(await Start(), Aborted);
        Faults.On(SimulatorCall.Start, fault);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var began = TimeProvider.System.GetTimestamp();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Tss.StartAsync(NewReference(), patience.Token));

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(open, Done(await Tss.FindOpenAsync(ClientId, default)).Count);
    }

    [Fact]
    public virtual async Task A_start_done_after_its_caller_gave_up_is_found_open_later()
    {
        await Finish(await Start(), Aborted);
        Faults.On(SimulatorCall.Start, FaultKind.Slow, duration: TimeSpan.FromMilliseconds(700));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Tss.StartAsync(NewReference(), patience.Token));

        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Done(await Tss.FindOpenAsync(ClientId, limit.Token)).Count == 0)
        {
            await Task.Delay(50, limit.Token);
        }
    }

    [Fact]
    public virtual async Task Another_clients_transactions_are_neither_listed_nor_read_back()
    {
        var other = await Device.Tss.StartAsync(new TssReference(Stranger, new string('0', 32)), default);
        var number = Done(other).Number;

        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.False(Done(await Tss.ReadBackAsync(ClientId, number, default)).Exists);
    }

    protected VerifyingTss Verified(bool production = false) =>
        new(Tss, production, NullLogger<VerifyingTss>.Instance);
}
