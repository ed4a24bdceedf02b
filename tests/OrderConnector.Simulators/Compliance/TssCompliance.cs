using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What every TSS driver owes the agent, the simulator included.</summary>
public abstract partial class TssCompliance : IAsyncLifetime
{
    protected static readonly ProcessData Receipt = new(
        KassenbelegV1.ProcessType, "Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar");

    protected static readonly ProcessData Order = new(
        BestellungV1.ProcessType, "2;\"Eisbecher \"\"Himbeere\"\"\";3.99\r1;\"Käsekuchen; groß 🍰\";2.99");

    protected static readonly ProcessData Aborted = new(KassenbelegV1.ProcessType, KassenbelegV1.Aborted);

    private int _references;

    /// <summary>The driver under test, on a device of its own.</summary>
    protected ITss Tss { get; private set; } = null!;

    /// <summary>A client the device knows.</summary>
    protected virtual string ClientId => "TILL 1";

    /// <summary>Whether a start tells the counter of its message.</summary>
    protected virtual bool TellsStartCounter => true;

    /// <summary>Whether asking about the device is signed itself, and so moves its counter.</summary>
    protected virtual bool AskingSigns => false;

    /// <summary>Opens the driver; the device behind it lives as long as the test.</summary>
    protected abstract Task<ITss> OpenAsync();

    /// <summary>Ends the driver as the end of its process does.</summary>
    protected abstract Task CloseAsync(ITss tss);

    /// <summary>Puts the device out of order.</summary>
    protected abstract Task BreakAsync();

    /// <summary>Puts it in order again.</summary>
    protected abstract Task MendAsync();

    public async Task InitializeAsync() => Tss = await OpenAsync();

    public virtual Task DisposeAsync() => CloseAsync(Tss);

    [Fact]
    public async Task A_started_transaction_is_open_until_it_is_finished()
    {
        var started = await Start();

        Assert.Equal([started], Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal(1, Done(await Tss.InfoAsync(default)).OpenTransactions);

        await Finish(started, Receipt);

        Assert.Empty(Done(await Tss.FindOpenAsync(ClientId, default)));
        Assert.Equal(0, Done(await Tss.InfoAsync(default)).OpenTransactions);
    }

    [Fact]
    public async Task A_finish_is_signed_over_exactly_what_was_given()
    {
        foreach (var data in new[] { Receipt, Order, Aborted })
        {
            var started = await Start();
            var signature = await Finish(started, data);

            Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature));
            Assert.Equal(data, signature.Data);
            Assert.Equal((started.ClientId, started.Number), (signature.ClientId, signature.TransactionNumber));
            Assert.Equal(started.LogTime, signature.StartedAt);
            Assert.True(signature.FinishedAt >= signature.StartedAt);
            Assert.True(signature.SignatureCounter > started.SignatureCounter);
        }
    }

    [Fact]
    public async Task The_printed_code_of_a_signature_verifies_by_itself()
    {
        var signature = await Finish(await Start(), Receipt);

        Assert.True(QrText.TryRead(QrText.Write(signature), out var qr));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(qr));
    }

    [Fact]
    public async Task The_device_signs_with_the_key_it_names()
    {
        var signature = await Finish(await Start(), Receipt);
        var info = Done(await Tss.InfoAsync(default));

        Assert.Equal(info.Key.PublicKey, signature.Key.PublicKey);
        Assert.Equal(info.Key.SerialNumber, signature.Key.SerialNumber);
        Assert.Equal(info.Key.Test, signature.Key.Test);
        AssertCounter(signature.SignatureCounter, info);
    }

    [Fact]
    public async Task Numbers_and_counters_only_go_up_also_after_a_restart()
    {
        var (number, counter) = (0L, 0L);
        for (var i = 0; i < 6; i++)
        {
            var started = await Start();
            var signature = await Finish(started, Receipt);

            Assert.True(started.Number > number);
            Assert.True(started.SignatureCounter > counter || !TellsStartCounter);
            Assert.True(signature.SignatureCounter > counter);
            (number, counter) = (started.Number, signature.SignatureCounter);
            await Reopen();
        }
    }

    [Fact]
    public async Task Callers_at_the_same_time_get_numbers_and_counters_of_their_own()
    {
        var signatures = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => Task.Run(async () => await Finish(await Start(), Receipt))));

        Assert.Equal(16, signatures.Select(s => s.TransactionNumber).Distinct().Count());
        Assert.Equal(16, signatures.Select(s => s.SignatureCounter).Distinct().Count());
        Assert.All(signatures, s => Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(s)));
    }

    protected async Task Reopen()
    {
        await CloseAsync(Tss);
        Tss = await OpenAsync();
    }

    /// <summary>The device has signed so much and no more.</summary>
    protected void AssertCounter(long expected, TssInfo info) => Assert.True(
        AskingSigns ? info.SignatureCounter > expected : info.SignatureCounter == expected,
        $"The counter is {info.SignatureCounter}, not {expected}.");

    protected TssReference NewReference() =>
        new(ClientId, Interlocked.Increment(ref _references).ToString("x32", System.Globalization.CultureInfo.InvariantCulture));

    protected async Task<StartedTransaction> Start() => Done(await Tss.StartAsync(NewReference(), default));

    protected async Task<TssSignature> Finish(StartedTransaction transaction, ProcessData data) =>
        Done(await Tss.FinishAsync(transaction, data, default));

    protected static T Done<T>(TssOutcome<T> outcome) => outcome.Match(
        value => value,
        refused => throw new InvalidOperationException($"Refused: {refused.Code}, {refused.Detail}"),
        unavailable => throw new InvalidOperationException($"Unavailable: {unavailable.Detail}"),
        unknown => throw new InvalidOperationException($"Unknown: {unknown.Detail}"));
}
