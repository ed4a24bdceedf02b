using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

/// <summary>What an operator does with the PIN.</summary>
public sealed class FiskalyRegistrarTests : IAsyncLifetime
{
    private const string NewTill = "TILL 2";
    private const string Pin = "simulated-pin";
    private readonly FaultDirector _faults = new();
    private readonly FiskalyBench _bench;
    private FiskalyTss _tss = null!;

    public FiskalyRegistrarTests() => _bench = new FiskalyBench(_faults);

    public async Task InitializeAsync() => _tss = (FiskalyTss)await _bench.OpenAsync();

    public async Task DisposeAsync()
    {
        _tss.Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_till_that_was_registered_signs_from_then_on()
    {
        var reference = new TssReference(NewTill, new string('a', 32));
        Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await _tss.StartAsync(reference, default));

        Assert.True(Done(await _tss.RegisterAsync(NewTill, Pin, default)));

        Assert.Equal(1, Done(await _tss.StartAsync(reference, default)).Number);
    }

    [Fact]
    public async Task Registering_again_needs_no_pin_and_changes_nothing()
    {
        Assert.False(Done(await _tss.RegisterAsync(FiskalyBench.Till, pin: null, default)));

        Assert.Equal(FiskalyBench.TillId, Assert.Single(_bench.Vendor.Clients).Id);
    }

    [Fact]
    public async Task A_till_taken_out_of_service_is_taken_back_under_its_old_id()
    {
        var options = _bench.Options;
        options.AdminPin = Pin;
        using var tss = FiskalyTss.Open(options, TimeProvider.System);

        Assert.True(Done(await tss.DeregisterAsync(FiskalyBench.Till, default)));
        Assert.False(Done(await tss.DeregisterAsync(FiskalyBench.Till, default)));
        Assert.Equal("DEREGISTERED", Assert.Single(_bench.Vendor.Clients).State);

        Assert.True(Done(await tss.RegisterAsync(FiskalyBench.Till, pin: null, default)));
        Assert.Equal((FiskalyBench.TillId, FiskalyBench.Till, "REGISTERED"), Assert.Single(_bench.Vendor.Clients));
    }

    [Fact]
    public async Task A_wrong_pin_is_tried_once_and_no_more()
    {
        for (var i = 1; i < 5; i++)
        {
            var refused = Refused(await _tss.RegisterAsync(NewTill, "wrong-pin", default));
            Assert.Equal(TssRefusals.NotAuthorised, refused.Code);
            Assert.DoesNotContain("wrong-pin", refused.Detail, StringComparison.Ordinal);
        }

        // The fifth wrong one would have blocked it.
        Assert.True(Done(await _tss.RegisterAsync(NewTill, Pin, default)));
    }

    [Fact]
    public async Task Without_the_pin_the_refusal_says_where_it_comes_from() => Assert.Contains(
        "TssFiskaly:AdminPinFile", Refused(await _tss.RegisterAsync(NewTill, pin: null, default)).Detail,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_serial_number_no_tss_takes_is_not_even_sent()
    {
        Assert.Equal(
            TssRefusals.ClientIdInvalid, Refused(await _tss.RegisterAsync("TILL_2", Pin, default)).Code);
        Assert.Equal(0, _faults.CountOf(SimulatorCall.Register));
    }

    [Fact]
    public async Task More_tills_than_fit_are_refused()
    {
        Done(await _tss.RegisterAsync("TILL 2", Pin, default));
        Done(await _tss.RegisterAsync("TILL 3", Pin, default));

        Assert.Contains(
            "E_CLIENT_LIMIT_REACHED", Refused(await _tss.RegisterAsync("TILL 4", Pin, default)).Detail,
            StringComparison.Ordinal);
        Assert.Contains(
            "WARNING: no more than 3 cash registers fit.", Done(await _tss.DescribeAsync(default)));
    }

    [Fact]
    public async Task The_tss_is_described_in_sentences() => Assert.Equal(
        [
            "fiskaly SIGN DE, environment TEST, state INITIALIZED, BSI certification not named.",
            "Registered: TILL 1.",
        ],
        Done(await _tss.DescribeAsync(default)));

    private static T Done<T>(TssOutcome<T> outcome) => Assert.IsType<TssOutcome<T>.Done>(outcome).Value;

    private static TssOutcome<bool>.Refused Refused(TssOutcome<bool> outcome) =>
        Assert.IsType<TssOutcome<bool>.Refused>(outcome);
}
