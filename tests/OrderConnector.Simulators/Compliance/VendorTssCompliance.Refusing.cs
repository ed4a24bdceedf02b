using OrderConnector.Fiscal.Tss;
using OrderConnector.Simulators.Tss.Faults;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

// What is owed when the vendor says no, and when what it says is not true.
public abstract partial class VendorTssCompliance
{
    [Theory]
    [InlineData(FaultKind.UnknownClient, TssRefusals.ClientUnknown)]
    [InlineData(FaultKind.TooManyOpen, TssRefusals.TooManyOpen)]
    [InlineData(FaultKind.CertificateExpired, TssRefusals.CertificateExpired)]
    public virtual async Task A_refusal_of_a_start_has_the_name_all_drivers_give_it(FaultKind fault, string code)
    {
        Faults.On(SimulatorCall.Start, fault);

        var outcome = await Tss.StartAsync(NewReference(), default);

        Assert.Equal(code, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(outcome).Code);
    }

    [Fact]
    public virtual async Task A_client_nobody_registered_is_refused_by_name()
    {
        var outcome = await Tss.StartAsync(new TssReference(Stranger, NewReference().Reference), default);

        Assert.Equal(
            TssRefusals.ClientUnknown, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(outcome).Code);
        Assert.Equal(0, Done(await Tss.InfoAsync(default)).OpenTransactions);
    }

    [Fact]
    public virtual async Task More_open_transactions_than_the_device_takes_are_refused_by_name()
    {
        for (var i = 0; i < Device.Options.MaximumOpenTransactions; i++)
        {
            await Start();
        }

        var outcome = await Tss.StartAsync(NewReference(), default);

        Assert.Equal(TssRefusals.TooManyOpen, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(outcome).Code);
        Assert.Equal(
            Device.Options.MaximumOpenTransactions, Done(await Tss.FindOpenAsync(ClientId, default)).Count);
    }

    [Fact]
    public virtual async Task A_token_that_is_not_taken_any_more_is_renewed_once()
    {
        await Finish(await Start(), Receipt);
        var logins = Faults.CountOf(SimulatorCall.Login);
        Faults.On(SimulatorCall.Start, FaultKind.TokenExpired);

        var started = await Start();

        Assert.Equal(logins + 1, Faults.CountOf(SimulatorCall.Login));
        Faults.On(SimulatorCall.Finish, FaultKind.TokenExpired, times: 2);
        var refused = Assert.IsType<TssOutcome<TssSignature>.Refused>(await Tss.FinishAsync(started, Receipt, default));
        Assert.Equal(TssRefusals.NotAuthorised, refused.Code);
        Assert.Equal(started.Number, (await Finish(started, Receipt)).TransactionNumber);
    }

    [Fact]
    public virtual async Task A_call_that_came_too_fast_is_made_again_when_the_device_says()
    {
        await Finish(await Start(), Aborted);
        Faults.On(SimulatorCall.Start, FaultKind.Throttled, duration: TimeSpan.FromSeconds(1));
        var began = TimeProvider.System.GetTimestamp();

        await Start();

        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.9));
        Assert.Single(Done(await Tss.FindOpenAsync(ClientId, default)));
    }

    [Fact]
    public virtual async Task A_finish_said_to_be_done_before_is_refused_and_the_record_decides()
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, FaultKind.AlreadyFinished);

        var outcome = await Tss.FinishAsync(started, Receipt, default);

        Assert.Equal(
            TssRefusals.TransactionFinished, Assert.IsType<TssOutcome<TssSignature>.Refused>(outcome).Code);
        Assert.Null(Done(await Tss.ReadBackAsync(ClientId, started.Number, default)).Signature);
    }

    [Fact]
    public virtual async Task A_signature_spoiled_on_its_way_is_replaced_by_the_one_on_record()
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, FaultKind.WrongSignature);

        var signature = Done(await Verified().FinishAsync(started, Receipt, default));

        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature));
        Assert.Contains((SimulatorCall.Finish, FaultKind.WrongSignature), Faults.Played);
    }

    [Fact]
    public virtual async Task A_signature_that_does_not_verify_never_passes_as_signed()
    {
        var started = await Start();
        Faults.On(SimulatorCall.Finish, FaultKind.WrongSignature)
            .On(SimulatorCall.ReadBack, FaultKind.WrongSignature, times: 2);

        var finish = await Verified().FinishAsync(started, Receipt, default);
        var record = await Verified().ReadBackAsync(ClientId, started.Number, default);

        Assert.Equal(TssRefusals.SignatureInvalid, Assert.IsType<TssOutcome<TssSignature>.Refused>(finish).Code);
        Assert.Equal(
            TssRefusals.SignatureInvalid, Assert.IsType<TssOutcome<TransactionOnRecord>.Refused>(record).Code);
    }

    [Fact]
    public virtual async Task A_start_whose_signature_was_spoiled_on_its_way_is_verified_by_the_record()
    {
        Faults.On(SimulatorCall.Start, FaultKind.WrongSignature);

        var started = Done(await Verified().StartAsync(NewReference(), default));

        Assert.Equal([(SimulatorCall.Start, FaultKind.WrongSignature)], Faults.Played);
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(started, started.Signature!));
        Assert.Equal(started.Number, (await Finish(started, Receipt)).TransactionNumber);
    }

    [Fact]
    public virtual async Task A_start_whose_signature_does_not_verify_never_passes_and_can_be_ended()
    {
        Faults.On(SimulatorCall.Start, FaultKind.WrongSignature).On(SimulatorCall.ReadBack, FaultKind.WrongSignature)
            .On(SimulatorCall.Export, FaultKind.LostBefore);

        var start = await Verified().StartAsync(NewReference(), default);

        Assert.Equal(
            TssRefusals.SignatureInvalid, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(start).Code);
        var open = Assert.Single(Done(await Verified().FindOpenAsync(ClientId, default)));
        Assert.Equal(Aborted, Done(await Verified().FinishAsync(open, Aborted, default)).Data);
    }

    [Fact]
    public virtual async Task A_device_that_gives_nothing_back_is_not_taken_for_one_that_has_nothing()
    {
        var started = await Start();
        Faults.On(SimulatorCall.ReadBack, FaultKind.NothingBack);

        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(
            await Tss.ReadBackAsync(ClientId, started.Number, default));
    }

    [Fact]
    public virtual async Task In_production_a_test_device_signs_nothing_that_counts()
    {
        var started = await Start();

        var finish = await Verified(production: true).FinishAsync(started, Receipt, default);

        Assert.Equal(TssRefusals.TestTss, Assert.IsType<TssOutcome<TssSignature>.Refused>(finish).Code);
        Assert.IsType<TssOutcome<TssInfo>.Refused>(await Verified(production: true).InfoAsync(default));
    }

    [Fact]
    public virtual async Task An_export_that_is_too_large_is_taken_in_parts_and_put_together()
    {
        for (var i = 0; i < 3; i++)
        {
            await Finish(await Start(), Receipt);
        }

        Faults.On(SimulatorCall.Export, FaultKind.ExportTooLarge, times: 2);
        var info = Done(await Tss.InfoAsync(default));
        using var archive = new MemoryStream();
        var now = TimeProvider.System.GetUtcNow();

        var count = Done(await Tss.ExportLogAsync(now.AddDays(-1), now.AddDays(1), archive, default));

        archive.Position = 0;
        var files = await ReadArchive(archive);
        Assert.Equal(count, files.Keys.Count(name => name.EndsWith(".log", StringComparison.Ordinal)));
        Assert.Equal(info.SignatureCounter, count);
        Assert.Single(files.Keys, name => name == "info.csv");
    }
}
