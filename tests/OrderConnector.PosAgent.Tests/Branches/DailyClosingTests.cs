using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>A TSS that wants its days closed is told once for each, when nothing is open.</summary>
public sealed class DailyClosingTests : IDisposable
{
    private static readonly TimeSpan s_day = TimeSpan.FromHours(25);

    private readonly Branch _branch = new();
    private readonly Closings _closings = new();

    public DailyClosingTests()
    {
        _branch.Tss[0] = _branch.Tss[0] with { Closing = _closings };
        _branch.Restart();
    }

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task A_day_that_sold_is_closed_once_after_its_end_and_a_day_that_did_not_is_not()
    {
        await SellAsync("1");
        await SellAsync("2");
        Assert.Empty(_closings.Asked);

        await NextDayAsync();
        await NextDayAsync();

        Assert.Equal([(Branch.Eas, new DateOnly(2026, 11, 20))], _closings.Asked);
        var closed = JournalData.Read<DayClosedData>(Assert.Single(
            _branch.Journal.Read(1, 1000), entry => entry.Fact.Kind is JournalKind.TssDayClosed).Fact);
        Assert.Equal(
            new DayClosedData(TssHistory.OnlyTss, Branch.Eas, new DateOnly(2026, 11, 20), WasDoneBefore: false),
            closed);

        await SellAsync("3");
        await NextDayAsync();
        Assert.Equal(2, _closings.Asked.Count);
        Assert.Equal(new DateOnly(2026, 11, 22), _closings.Asked[1].Day);
    }

    [Fact]
    public async Task A_day_end_that_nobody_saw_is_made_up_for_at_the_start()
    {
        await SellAsync("1");
        _branch.Clock.Advance(s_day);
        _branch.Restart();

        await _branch.SettleAsync();
        _branch.Restart();
        await _branch.SettleAsync();

        Assert.Single(_closings.Asked);
    }

    [Fact]
    public async Task A_death_between_the_closing_and_its_record_closes_nothing_twice()
    {
        await SellAsync("1");
        _closings.Dies = true;
        await Assert.ThrowsAsync<InvalidOperationException>(NextDayAsync);
        _closings.Dies = false;
        _branch.Restart();

        await _branch.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Single(_closings.Closed);
        Assert.Equal(2, _closings.Asked.Count);
        var closed = Assert.Single(
            _branch.Journal.Read(1, 1000), entry => entry.Fact.Kind is JournalKind.TssDayClosed);
        Assert.True(JournalData.Read<DayClosedData>(closed.Fact).WasDoneBefore);
    }

    [Fact]
    public async Task A_closing_that_fails_stops_no_sale_and_is_warned_of_until_it_succeeds()
    {
        await SellAsync("1");
        _closings.Fault = new TssOutcome<bool>.Unavailable("The middleware has no working TSS.");
        var end = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.FromHours(1));
        _branch.Clock.Advance(end - _branch.Clock.GetUtcNow());
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Single(_closings.Asked);
        Assert.Empty(_branch.Flow.LookAtTss().Warnings);

        await SellAsync("2");
        await _branch.PassAsync(TimeSpan.FromMinutes(90));

        Assert.Equal(
            "day-not-closed: The day is not closed at the TSS and tried again: 2026-11-20: "
            + "The middleware has no working TSS.",
            Assert.Single(_branch.Flow.LookAtTss().Warnings));
        Assert.Equal(0, _branch.Count(JournalKind.OutageBegan));
        Assert.InRange(_closings.Asked.Count, 3, 40);

        _closings.Fault = null;
        await _branch.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Empty(_branch.Flow.LookAtTss().Warnings);
        Assert.Equal(1, _branch.Count(JournalKind.TssDayClosed));
    }

    [Fact]
    public async Task An_outage_postpones_it()
    {
        await SellAsync("1");
        _branch.Faults.On(TssCall.Start, new TssFault.Unavailable()).On(
            TssCall.Info, [.. Enumerable.Repeat(new TssFault.Unavailable(), 30)]);
        _branch.Cloud.Queue(Branch.Order("2"));
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, _branch.Count(JournalKind.OutageBegan));

        await NextDayAsync();
        Assert.Empty(_closings.Asked);
        await _branch.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(1, _branch.Count(JournalKind.OutageEnded));
        Assert.Single(_closings.Asked);
    }

    [Fact]
    public async Task A_transaction_that_is_open_at_the_day_end_is_ended_before()
    {
        await SellAsync("1");
        await _branch.Device.StartAsync(new TssReference(Branch.Eas, new string('9', 32)), default);
        _closings.Before = async () => Assert.Equal(0, await _branch.OpenTransactionsAsync());

        await NextDayAsync();

        Assert.Single(_closings.Asked);
    }

    private async Task SellAsync(string externalId)
    {
        var id = _branch.Cloud.Queue(Branch.Order(externalId));
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Contains(JournalKind.Signed, _branch.KindsOf(id));
    }

    private async Task NextDayAsync()
    {
        _branch.Clock.Advance(s_day);
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
    }

    private sealed class Closings : IDailyClosing
    {
        public List<(string Client, DateOnly Day)> Asked { get; } = [];

        public HashSet<DateOnly> Closed { get; } = [];

        /// <summary>What it says instead of closing; null where it closes.</summary>
        public TssOutcome<bool>? Fault { get; set; }

        /// <summary>The process dies when it has closed.</summary>
        public bool Dies { get; set; }

        public Func<Task> Before { get; set; } = () => Task.CompletedTask;

        public async Task<TssOutcome<bool>> CloseDayAsync(
            string clientId, DateOnly day, CancellationToken cancellationToken)
        {
            await Before();
            Asked.Add((clientId, day));
            if (Fault is not null)
            {
                return Fault;
            }

            var isNew = Closed.Add(day);
            return Dies ? throw new InvalidOperationException("killed") : new TssOutcome<bool>.Done(isNew);
        }
    }
}
