using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaltrust;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using Xunit;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>The closing of a day at a queue: sent once, whatever gets lost, and known by the queue itself.</summary>
public sealed class FiskaltrustClosingTests : IAsyncLifetime
{
    private const long DailyClosing = 0x07;
    private const string Client = "TILL 1";

    private static readonly DateOnly s_day = new(2026, 11, 20);
    private readonly TempFolder _folder = new();
    private readonly FaultDirector _faults = new();
    private FiskaltrustSimulator _queue = null!;
    private VendorHost _host = null!;
    private FiskaltrustTss _tss = null!;

    public async Task InitializeAsync()
    {
        var device = await SoftwareTss.OpenAsync(_folder.Path, new SoftwareTssOptions(), TimeProvider.System);
        _queue = new FiskaltrustSimulator(
            device, _folder.Path, new FiskaltrustSimulatorOptions { ClientId = Client }, TimeProvider.System);
        _host = new VendorHost(_queue, _faults, TimeProvider.System);
        await _host.StartAsync();
        _tss = Open();
    }

    public async Task DisposeAsync()
    {
        _tss.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_day_is_closed_once_and_the_next_day_again()
    {
        Assert.True(Done(await CloseAsync(s_day)));
        Assert.False(Done(await CloseAsync(s_day)));
        Assert.Equal(1, _queue.CountOf(DailyClosing));

        Assert.True(Done(await CloseAsync(s_day.AddDays(1))));
        Assert.Equal(2, _queue.CountOf(DailyClosing));
    }

    [Theory]
    [InlineData(FaultKind.LostAfter)]
    [InlineData(FaultKind.ErrorAfter)]
    public async Task A_closing_whose_answer_is_lost_is_known_by_the_queue_after_a_restart(FaultKind fault)
    {
        _faults.On(SimulatorCall.Acknowledge, fault);
        Assert.IsType<TssOutcome<bool>.Unknown>(await CloseAsync(s_day));

        _tss.Dispose();
        _tss = Open();

        Assert.False(Done(await CloseAsync(s_day)));
        Assert.Equal(1, _queue.CountOf(DailyClosing));
    }

    [Fact]
    public async Task A_closing_that_was_not_done_is_sent_again()
    {
        _faults.On(SimulatorCall.Acknowledge, FaultKind.LostBefore);
        Assert.IsNotType<TssOutcome<bool>.Done>(await CloseAsync(s_day));

        Assert.True(Done(await CloseAsync(s_day)));
    }

    [Fact]
    public async Task Whether_it_was_done_before_is_asked_for_first_and_nothing_is_sent_without_an_answer()
    {
        _faults.On(SimulatorCall.ReadBack, FaultKind.LostAfter);

        Assert.IsType<TssOutcome<bool>.Unavailable>(await CloseAsync(s_day));
        Assert.Equal(0, _queue.CountOf(DailyClosing));
    }

    [Fact]
    public async Task A_queue_without_its_tss_closes_nothing_and_does_so_when_it_is_back()
    {
        await CloseAsync(s_day.AddDays(-1));
        _queue.TssIsAway = true;
        Assert.IsType<TssOutcome<bool>.Unavailable>(await CloseAsync(s_day));

        _queue.TssIsAway = false;
        await _tss.InfoAsync(default);

        Assert.True(Done(await CloseAsync(s_day)));
    }

    [Fact]
    public async Task The_queue_of_another_client_is_left_alone() => Assert.Equal(
        TssRefusals.ClientUnknown,
        Assert.IsType<TssOutcome<bool>.Refused>(await CloseAsync(s_day, "TILL 99")).Code);

    private static bool Done(TssOutcome<bool> outcome) => Assert.IsType<TssOutcome<bool>.Done>(outcome).Value;

    private Task<TssOutcome<bool>> CloseAsync(DateOnly day, string client = Client) =>
        _tss.CloseDayAsync(client, day, default);

    private FiskaltrustTss Open()
    {
        var setUp = new FiskaltrustSimulatorOptions();
        var options = new FiskaltrustOptions
        {
            Url = new Uri(_host.Url, "queue/json/v1").ToString(),
            CashBoxId = setUp.CashBoxId,
            PosSystemId = setUp.CashBoxId,
        };
        return new FiskaltrustTss(
            options, setUp.AccessToken, TssHttp.Client(options.Address),
            FiskaltrustMemory.Open(Path.Combine(_folder.Path, "fiskaltrust.db")), TimeProvider.System);
    }
}
