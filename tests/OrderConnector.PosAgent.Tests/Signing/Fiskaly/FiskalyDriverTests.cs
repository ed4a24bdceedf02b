using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors.Fiskaly;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

/// <summary>What only fiskaly does: ids of our own, revisions, logins, states, limits.</summary>
public sealed class FiskalyDriverTests : IAsyncLifetime
{
    private static readonly ProcessData s_receipt =
        new(KassenbelegV1.ProcessType, "Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar");

    private static readonly ProcessData s_aborted = new(KassenbelegV1.ProcessType, KassenbelegV1.Aborted);
    private static readonly TssReference s_reference = new(FiskalyBench.Till, new string('a', 32));

    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero));
    private readonly FaultDirector _faults = new();
    private readonly FiskalyBench _bench;
    private ITss _tss = null!;

    public FiskalyDriverTests() => _bench = new FiskalyBench(
        _faults,
        new SimulatedFiskalyOptions { TokenLife = TimeSpan.FromMinutes(60), PollsUntilExported = 2 }, _clock, mostOpen: 150);

    public async Task InitializeAsync() => _tss = await _bench.OpenAsync();

    public async Task DisposeAsync()
    {
        ((IDisposable)_tss).Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task The_same_reference_started_again_is_the_same_transaction()
    {
        var first = await Start();

        Assert.Equal(first, await Start());
        Assert.Equal([first], Done(await _tss.FindOpenAsync(FiskalyBench.Till, default)));
    }

    [Fact]
    public async Task A_reference_whose_start_was_aborted_gets_the_next_transaction()
    {
        var first = await Start();
        await Finish(first, s_aborted);

        var second = await Start();

        Assert.True(second.Number > first.Number);
        Assert.Equal(second, await Start());
        Assert.Equal(s_receipt, (await Finish(second, s_receipt)).Data);
    }

    [Fact]
    public async Task A_receipt_that_was_signed_is_not_signed_again_though_the_journal_is_lost()
    {
        var first = await Start();
        var signature = await Finish(first, s_receipt);

        Assert.Equal(first, await Start());
        var again = await Finish(first, s_receipt);

        Assert.Equal(signature.SignatureCounter, again.SignatureCounter);
        Assert.Equal(signature.Value, again.Value);
        Assert.Equal(signature.SignatureCounter, (await Info()).SignatureCounter);
    }

    [Fact]
    public async Task Aborted_starts_without_end_are_refused_by_name()
    {
        for (var i = 0; i < 5; i++)
        {
            await Finish(await Start(), s_aborted);
        }

        var refused = Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await _tss.StartAsync(s_reference, default));
        Assert.Equal("reference-used-up", refused.Code);
    }

    [Fact]
    public async Task A_start_said_to_be_another_revision_of_nothing_is_uncertain_and_no_refusal()
    {
        _faults.On(SimulatorCall.Start, FaultKind.AlreadyFinished);

        Assert.IsType<TssOutcome<StartedTransaction>.Unknown>(await _tss.StartAsync(s_reference, default));
        Assert.Equal(await Start(), Assert.Single(Done(await _tss.FindOpenAsync(FiskalyBench.Till, default))));
    }

    [Fact]
    public async Task A_transaction_somebody_cancelled_is_on_record_and_not_taken_for_a_sale()
    {
        var first = await Start();
        await CancelAsync(first.Number);

        var record = Done(await _tss.ReadBackAsync(FiskalyBench.Till, first.Number, default));
        Assert.Equal(s_aborted, record.Signature!.Data);
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(record.Signature));
        Assert.NotEqual(first.Number, (await Start()).Number);
    }

    [Theory]
    [InlineData("DISABLED", TssRefusals.TssUnusable)]
    [InlineData("DEFECTIVE", TssRefusals.TssUnusable)]
    [InlineData("DELETED", TssRefusals.TssUnusable)]
    [InlineData("EVICTED", TssRefusals.TssUnusable)]
    [InlineData("UNINITIALIZED", TssRefusals.NotSetUp)]
    [InlineData("CREATED", TssRefusals.NotSetUp)]
    public async Task A_tss_in_a_state_that_cannot_sign_says_so_also_where_it_is_only_asked(string state, string code)
    {
        _bench.Vendor.PutIntoState(state);

        Assert.Equal(
            code, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(
                await _tss.StartAsync(s_reference, default)).Code);
        Assert.Equal(code, Assert.IsType<TssOutcome<TssInfo>.Refused>(await _tss.InfoAsync(default)).Code);
    }

    [Fact]
    public async Task An_expired_certificate_is_seen_before_the_first_sale()
    {
        var expires = (await Info()).CertificateExpires!.Value;
        Assert.Equal(_bench.Device.Expires, expires);

        _clock.Advance(expires - _clock.GetUtcNow());

        Assert.Equal(
            TssRefusals.CertificateExpired,
            Assert.IsType<TssOutcome<TssInfo>.Refused>(await _tss.InfoAsync(default)).Code);
    }

    [Fact]
    public async Task The_tss_tells_its_clock_and_its_limits()
    {
        _clock.Advance(TimeSpan.FromSeconds(90));
        await Start();

        var info = await Info();

        Assert.Equal(_clock.GetUtcNow(), info.DeviceTime);
        Assert.Equal((1, 150), (info.OpenTransactions, info.MaximumOpenTransactions));
        Assert.Equal((1, 3), (info.RegisteredClients, info.MaximumClients));
    }

    [Fact]
    public async Task A_client_registered_anew_is_found_under_its_new_id()
    {
        var started = await Start();
        await Finish(started, s_receipt);
        _bench.Vendor.Deregister(FiskalyBench.TillId, FiskalyBench.Till);
        var other = s_reference with { Reference = new string('b', 32) };

        Assert.Equal(
            TssRefusals.ClientUnknown,
            Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await _tss.StartAsync(other, default)).Code);
        _bench.Vendor.Register("3f3c7d1a-90e4-4c3b-8a55-0d6c2b9e4f02", FiskalyBench.Till);

        Assert.True(Done(await _tss.StartAsync(other, default)).Number > started.Number);
    }

    [Fact]
    public async Task More_open_transactions_than_a_page_holds_are_all_found()
    {
        for (var i = 0; i < 120; i++)
        {
            Done(await _tss.StartAsync(
                new TssReference(FiskalyBench.Till, $"{i:x32}"), default));
        }

        var open = Done(await _tss.FindOpenAsync(FiskalyBench.Till, default));

        Assert.Equal(120, open.Select(started => started.Number).Distinct().Count());
        Assert.All(open, started => Assert.True(started.SignatureCounter > 0));
    }

    private async Task CancelAsync(long number)
    {
        using var http = new HttpClient();
        var root = _bench.Options.Url;
        var login = await http.PostAsJsonAsync(
            $"{root}/auth", new { api_key = _bench.Options.ApiKey, api_secret = _bench.Options.ApiSecret });
        var token = (await login.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(KassenbelegV1.Aborted));
        var answer = await http.PutAsJsonAsync(
            $"{root}/tss/{_bench.Options.TssId}/tx/{number}?tx_revision=2",
            new
            {
                state = "CANCELLED", client_id = FiskalyBench.TillId,
                schema = new { raw = new { process_type = KassenbelegV1.ProcessType, process_data = data } },
            });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<StartedTransaction> Start() => Done(await _tss.StartAsync(s_reference, default));

    private async Task<TssSignature> Finish(StartedTransaction started, ProcessData data) =>
        Done(await _tss.FinishAsync(started, data, default));

    private async Task<TssInfo> Info() => Done(await _tss.InfoAsync(default));

    private static T Done<T>(TssOutcome<T> outcome) => Assert.IsType<TssOutcome<T>.Done>(outcome).Value;
}
