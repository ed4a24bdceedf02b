using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

/// <summary>
/// The driver of fiskaly keeps what every driver owes. Its calls are idempotent and are made once more at once, so
/// what gets lost once is not even noticed: only what gets lost twice is.
/// </summary>
public sealed class FiskalyTssTests : VendorTssCompliance
{
    private readonly FiskalyBench _bench;

    public FiskalyTssTests() => _bench = new FiskalyBench(Faults);

    protected override SoftwareTss Device => _bench.Device;

    protected override VendorHost Host => _bench.Host;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _bench.DisposeAsync();
    }

    public override async Task A_start_that_was_not_done_leaves_nothing_open_and_is_never_called_done(FaultKind fault)
    {
        Faults.On(SimulatorCall.Start, fault, times: 2);

        var outcome = await Tss.StartAsync(NewReference(), default);

        Assert.IsNotType<TssOutcome<StartedTransaction>.Done>(outcome);
        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.All(Faults.Played, played => Assert.Equal((SimulatorCall.Start, fault), played));
    }

    public override async Task A_start_whose_answer_is_lost_is_unknown_sent_once_and_found_open(FaultKind fault)
    {
        Faults.On(SimulatorCall.Start, fault, times: 2);
        var reference = NewReference();

        Assert.IsType<TssOutcome<StartedTransaction>.Unknown>(await Tss.StartAsync(reference, default));

        Assert.Equal(2, Faults.CountOf(SimulatorCall.Start));
        var open = Assert.Single(Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal(open, Done(await Tss.StartAsync(reference, default)));
        Assert.Equal(open, Assert.Single(Done(await Tss.FindOpenAsync(ClientId, default))));
    }

    public override async Task A_finish_that_was_not_done_leaves_the_transaction_open(FaultKind fault)
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, fault, times: 2, duration: TimeSpan.Zero);

        var outcome = await Tss.FinishAsync(started, Receipt, default);

        Assert.IsNotType<TssOutcome<TssSignature>.Done>(outcome);
        Assert.Equal(
            new TransactionOnRecord(true, null),
            Done(await Tss.ReadBackAsync(ClientId, started.Number, default)) with { Start = null });
        Faults.Clear();
        Assert.Equal(started.Number, (await Finish(started, Receipt)).TransactionNumber);
    }

    public override async Task A_finish_whose_answer_is_lost_is_unknown_sent_once_and_read_back(FaultKind fault)
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, fault, times: 2);

        Assert.IsType<TssOutcome<TssSignature>.Unknown>(await Tss.FinishAsync(started, Order, default));

        Assert.Equal(2, Faults.CountOf(SimulatorCall.Finish));
        var record = Done(await Tss.ReadBackAsync(ClientId, started.Number, default)).Signature!;
        Assert.Equal(Order, record.Data);
        Assert.Equal(started.LogTime, record.StartedAt);
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(record));
        Assert.Equal(record.SignatureCounter, (await Finish(started, Order)).SignatureCounter);
    }

    public override async Task Calls_that_only_ask_say_when_they_got_no_answer()
    {
        var started = await Start();
        Faults.On(SimulatorCall.FindOpen, FaultKind.LostBefore, times: 2)
            .On(SimulatorCall.ReadBack, FaultKind.LostAfter, times: 2)
            .On(SimulatorCall.Info, FaultKind.ErrorBefore, times: 2)
            .On(SimulatorCall.Export, FaultKind.LostAfter, times: 2);

        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Unknown>(
            await Tss.FindOpenAsync(ClientId, default));
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(
            await Tss.ReadBackAsync(ClientId, started.Number, default));
        Assert.IsNotType<TssOutcome<TssInfo>.Done>(await Tss.InfoAsync(default));
        using var archive = new MemoryStream();
        Assert.IsNotType<TssOutcome<long>.Done>(
            await Tss.ExportLogAsync(DateTimeOffset.UnixEpoch, started.LogTime.AddDays(1), archive, default));
        Assert.Equal(0, archive.Length);
    }

    public override async Task A_finish_said_to_be_done_before_is_refused_and_the_record_decides()
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, FaultKind.AlreadyFinished);

        // The driver asks the record by itself: the transaction is open, and is finished at its next revision.
        var signature = await Finish(started, Receipt);

        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature));
        var again = await Tss.FinishAsync(started, Order, default);
        Assert.Equal(
            TssRefusals.TransactionFinished, Assert.IsType<TssOutcome<TssSignature>.Refused>(again).Code);
    }

    protected override Task<ITss> OpenAsync() => _bench.OpenAsync();

    protected override Task CloseAsync(ITss tss)
    {
        ((FiskalyTss)tss).Dispose();
        return Task.CompletedTask;
    }
}
