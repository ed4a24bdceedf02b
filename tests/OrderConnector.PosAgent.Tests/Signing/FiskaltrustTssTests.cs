using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaltrust;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using Xunit;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>
/// The driver of fiskaltrust.Middleware keeps what every driver owes. Where the middleware hides what its TSS says, the
/// situation is replaced by what can be seen of it.
/// </summary>
public class FiskaltrustTssTests : VendorTssCompliance
{
    private readonly TempFolder _folder = new();
    private SoftwareTss? _device;
    private VendorHost? _host;

    protected override SoftwareTss Device => _device!;

    protected override VendorHost Host => _host!;

    // The queue says no more of a start than its number.
    protected override bool TellsStartCounter => false;

    // A zero receipt is a receipt.
    protected override bool AskingSigns => true;

    protected FiskaltrustSimulator Simulator { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(FaultKind.UnknownClient, TssRefusals.ClientUnknown)]
    [InlineData(FaultKind.TooManyOpen, TssRefusals.TooManyOpen)]
    [InlineData(FaultKind.CertificateExpired, TssRefusals.CertificateExpired)]
    public override async Task A_refusal_of_a_start_has_the_name_all_drivers_give_it(FaultKind fault, string code)
    {
        Faults.On(SimulatorCall.Start, fault);

        var outcome = await Tss.StartAsync(NewReference(), default);

        // The middleware answers well, with words for people and no name: its TSS is out, whatever the reason.
        var detail = Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(outcome).Detail;
        Assert.Contains(fault.ToString(), detail, StringComparison.Ordinal);
        Assert.DoesNotContain(code, detail, StringComparison.Ordinal);
    }

    [Fact]
    public override async Task More_open_transactions_than_the_device_takes_are_refused_by_name()
    {
        for (var i = 0; i < Device.Options.MaximumOpenTransactions - 1; i++)
        {
            await Start();
        }

        // A zero receipt needs a transaction too: the last free one is left to it.
        Assert.Equal(
            Device.Options.MaximumOpenTransactions - 1, Done(await Tss.FindOpenAsync(ClientId, default)).Count);
        await Start();
        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await Tss.StartAsync(NewReference(), default));
    }

    [Fact]
    public override async Task A_token_that_is_not_taken_any_more_is_renewed_once()
    {
        await Start();
        Faults.On(SimulatorCall.Start, FaultKind.TokenExpired);

        // It is given by the portal and does not expire: there is nothing to renew.
        var outcome = await Tss.StartAsync(NewReference(), default);

        Assert.Equal(
            TssRefusals.NotAuthorised, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(outcome).Code);
    }

    [Fact]
    public override async Task A_finish_said_to_be_done_before_is_refused_and_the_record_decides()
    {
        var started = await Start();
        var signature = await Finish(started, Receipt);
        var finishes = Faults.CountOf(SimulatorCall.Finish);

        // Only a receipt request goes out: the queue would sign the same receipt twice.
        Assert.Equal(signature.SignatureCounter, (await Finish(started, Receipt)).SignatureCounter);
        Assert.Equal(signature.SignatureCounter, (await Finish(started, Aborted)).SignatureCounter);
        Assert.Equal(finishes, Faults.CountOf(SimulatorCall.Finish));
    }

    [Fact]
    public override async Task A_start_whose_signature_was_spoiled_on_its_way_is_verified_by_the_record()
    {
        Faults.On(SimulatorCall.Start, FaultKind.WrongSignature);

        // The queue tells neither counter nor log time of a start: what it covers cannot be rebuilt.
        var started = Done(await Verified().StartAsync(NewReference(), default));

        Assert.Equal([(SimulatorCall.Start, FaultKind.WrongSignature)], Faults.Played);
        Assert.Null(started.Signature);
        Assert.Equal(
            SignatureVerdict.Valid,
            SignatureCheck.Check(Done(await Verified().FinishAsync(started, Receipt, default))));
    }

    [Fact]
    public override async Task A_start_whose_signature_does_not_verify_never_passes_and_can_be_ended()
    {
        Faults.On(SimulatorCall.Start, FaultKind.WrongSignature).On(SimulatorCall.Finish, FaultKind.WrongSignature)
            .On(SimulatorCall.ReadBack, FaultKind.WrongSignature);
        var started = Done(await Verified().StartAsync(NewReference(), default));

        // It passes, and a device that signs wrongly is found at the finish.
        var finish = await Verified().FinishAsync(started, Receipt, default);

        Assert.Equal(TssRefusals.SignatureInvalid, Assert.IsType<TssOutcome<TssSignature>.Refused>(finish).Code);
    }

    [Fact]
    public override async Task A_device_that_gives_nothing_back_is_not_taken_for_one_that_has_nothing()
    {
        var started = await Start();
        await Finish(started, Receipt);
        Faults.On(SimulatorCall.ReadBack, FaultKind.NothingBack);

        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(
            await Tss.ReadBackAsync(ClientId, started.Number, default));
    }

    [Fact]
    public override async Task Calls_that_only_ask_say_when_they_got_no_answer()
    {
        var started = await Start();
        await Finish(started, Receipt);
        Faults.On(SimulatorCall.Info, FaultKind.LostBefore, times: 2).On(SimulatorCall.ReadBack, FaultKind.LostAfter)
            .On(SimulatorCall.Export, FaultKind.LostAfter);

        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Unknown>(
            await Tss.FindOpenAsync(ClientId, default));
        Assert.IsType<TssOutcome<TssInfo>.Unknown>(await Tss.InfoAsync(default));
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(
            await Tss.ReadBackAsync(ClientId, started.Number, default));
        using var archive = new MemoryStream();
        Assert.IsNotType<TssOutcome<long>.Done>(
            await Tss.ExportLogAsync(DateTimeOffset.UnixEpoch, started.LogTime.AddDays(1), archive, default));
        Assert.Equal(0, archive.Length);
    }

    [Fact]
    public override async Task An_export_that_is_too_large_is_taken_in_parts_and_put_together()
    {
        await Finish(await Start(), Receipt);
        Done(await Driver.SendAloneAsync(FiskaltrustCases.DailyClosing, "closing", default));
        await Finish(await Start(), Order);
        using var archive = new MemoryStream();
        var now = TimeProvider.System.GetUtcNow();

        // What a closing took from the TSS and what is still in it are two journals.
        var count = Done(await Tss.ExportLogAsync(now.AddDays(-1), now.AddDays(1), archive, default));

        archive.Position = 0;
        var files = await ReadArchive(archive);
        Assert.Equal(count, files.Keys.Count(name => name.EndsWith(".log", StringComparison.Ordinal)));
        Assert.Equal((await Device.DescribeAsync()).SignatureCounter, count);
    }

    [Fact]
    public async Task A_queue_whose_tss_fails_signs_nothing_until_a_zero_receipt_finds_it_again()
    {
        var started = await Start();
        Simulator.TssIsAway = true;

        var finish = await Tss.FinishAsync(started, Receipt, default);
        Assert.Contains(
            "TSE", Assert.IsType<TssOutcome<TssSignature>.Unavailable>(finish).Detail, StringComparison.Ordinal);
        Simulator.TssIsAway = false;
        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await Tss.StartAsync(NewReference(), default));

        Done(await Tss.InfoAsync(default));

        Assert.Equal(started.Number, (await Finish(started, Receipt)).TransactionNumber);
    }

    [Fact]
    public async Task A_queue_in_failed_mode_is_asked_once_a_minute_at_most()
    {
        await Start();
        Simulator.TssIsAway = true;
        await Tss.StartAsync(NewReference(), default);
        var asked = Faults.CountOf(SimulatorCall.Info);

        Assert.IsType<TssOutcome<TssInfo>.Unavailable>(await Tss.InfoAsync(default));
        Assert.IsType<TssOutcome<TssInfo>.Unavailable>(await Tss.InfoAsync(default));

        Assert.Equal(asked + 1, Faults.CountOf(SimulatorCall.Info));
    }

    [Fact]
    public async Task Open_transactions_of_other_queues_on_the_same_tss_are_left_alone()
    {
        Device.Register("TILL 2");
        await Device.StartAsync("TILL 2");
        var mine = await Start();

        Assert.Equal([mine], Done(await Tss.FindOpenAsync(ClientId, default)));
    }

    [Fact]
    public async Task What_nobody_remembers_starting_is_ended_by_its_number_where_the_tss_is_ours_alone()
    {
        var late = Done(await Device.StartAsync(ClientId));

        var open = Assert.Single(Done(await Tss.FindOpenAsync(ClientId, default)));
        var aborted = Done(await Tss.FinishAsync(open, Aborted, default));

        Assert.Equal(late.Number, open.Number);
        Assert.Equal((late.Number, Aborted), (aborted.TransactionNumber, aborted.Data));
        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.IsType<TssOutcome<TssSignature>.Refused>(await Tss.FinishAsync(open, Receipt, default));
    }

    [Fact]
    public async Task A_transaction_the_closing_ended_is_found_in_the_log()
    {
        var started = await Start();
        Done(await Device.FinishAsync(ClientId, started.Number, Aborted));

        var record = Done(await Tss.ReadBackAsync(ClientId, started.Number, default));

        Assert.Equal(Aborted, record.Signature!.Data);
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(record.Signature));
    }

    protected override async Task<ITss> OpenAsync()
    {
        if (_host is null)
        {
            _device = await SoftwareTss.OpenAsync(
                _folder.Path, new SoftwareTssOptions { MaximumOpenTransactions = 25 }, TimeProvider.System);
            Simulator = new FiskaltrustSimulator(
                _device, _folder.Path, new FiskaltrustSimulatorOptions { ClientId = ClientId }, TimeProvider.System);
            _host = new VendorHost(Simulator, Faults, TimeProvider.System);
            await _host.StartAsync();
        }

        var options = new FiskaltrustOptions
        {
            Url = new Uri(Host.Url, "queue/json/v1").ToString(),
            CashBoxId = new FiskaltrustSimulatorOptions().CashBoxId,
            PosSystemId = new Guid("0b1f9f7e-3f57-4c58-8c64-9f2f0a1d1b10"),
        };
        return new FiskaltrustTss(
            options, "access-token", TssHttp.Client(options.Address),
            FiskaltrustMemory.Open(Path.Combine(_folder.Path, "fiskaltrust.db")), TimeProvider.System);
    }

    protected override Task CloseAsync(ITss tss)
    {
        ((FiskaltrustTss)tss).Dispose();
        return Task.CompletedTask;
    }

    private protected FiskaltrustTss Driver => (FiskaltrustTss)Tss;
}
