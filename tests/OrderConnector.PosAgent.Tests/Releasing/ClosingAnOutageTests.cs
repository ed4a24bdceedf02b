using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Releasing;

public sealed class ClosingAnOutageTests : IAsyncLifetime
{
    private StaffBench _bench = null!;

    private Branch Branch => _bench.Branch;

    public async Task InitializeAsync()
    {
        _bench = await StaffBench.OpenAsync();
        await Branch.SettleAsync();
        TssFault[] away = [.. Enumerable.Repeat(new TssFault.Unavailable(), 1000)];
        Branch.Faults.On(TssCall.Start, away).On(TssCall.Info, away);
        await _bench.ArriveAsync(Branch.Order("1"));
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_person_closes_it_with_a_reason_and_the_next_failure_begins_a_new_one()
    {
        var began = Single<OutageData>(JournalKind.OutageBegan);
        var close = await CloseAsync("main", "Stecker war gezogen");

        Assert.Equal(
            (0, "", "The outage of the TSS main is closed; should it fail again, a new one begins."),
            (close.ExitCode, close.Error, close.Output.TrimEnd()));
        var ended = Single<OutageEndedData>(JournalKind.OutageEnded);
        Assert.Equal(
            ("main", began.Id, "staff:anna", "Stecker war gezogen"),
            (ended.Tss!, ended.Id, ended.ClosedBy!, ended.Detail));

        await _bench.ArriveAsync(Branch.Order("2"));
        Assert.Equal(2, Branch.Count(JournalKind.OutageBegan));
        Assert.Equal(0, Branch.Count(JournalKind.Signed));
    }

    [Fact]
    public async Task The_outage_of_a_TSS_that_is_no_longer_configured_can_be_closed()
    {
        Branch.Tss[0] = Branch.Tss[0] with { Name = "new" };
        await _bench.StopAsync();
        Branch.Restart();
        await _bench.StartAsync();
        await Branch.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(0, Branch.Count(JournalKind.OutageEnded));

        var close = await CloseAsync("main", "ausgebaut");

        Assert.Equal((0, ""), (close.ExitCode, close.Error));
        Assert.Equal("staff:anna", Single<OutageEndedData>(JournalKind.OutageEnded).ClosedBy);
        Branch.Restart();
        Assert.Null(Branch.Flow.LookAtTss().Outage);
    }

    [Fact]
    public async Task What_is_not_out_cannot_be_closed()
    {
        var other = await CloseAsync("other", "x");
        await CloseAsync("main", "x");
        var again = await CloseAsync("main", "x");

        Assert.Equal((1, "The TSS other is not out; out: main."), (other.ExitCode, other.Error.TrimEnd()));
        Assert.Equal((1, "The TSS main is not out; none is."), (again.ExitCode, again.Error.TrimEnd()));
        Assert.Equal(1, Branch.Count(JournalKind.OutageEnded));
    }

    [Fact]
    public async Task Of_many_who_close_it_at_once_one_does()
    {
        var wishes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CloseAsync("main", "x")));

        Assert.Single(wishes, wish => wish.ExitCode == 0);
        Assert.Equal(1, Branch.Count(JournalKind.OutageEnded));
    }

    [Fact]
    public async Task The_cloud_hears_of_begin_and_end()
    {
        await CloseAsync("main", "ausgebaut");
        await Branch.PassAsync(TimeSpan.FromSeconds(3));

        var reports = Branch.Cloud.Reports.Where(report => report.Kind.StartsWith("outage", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(["outageBegan", "outageEnded"], reports.Select(report => report.Kind));
        Assert.All(reports, report => Assert.Null(report.OrderId));
        Assert.Equal("tss-unavailable", reports[0].Data.GetProperty("code").GetString());
        Assert.Equal(
            (reports[0].Data.GetProperty("id").GetString(), "staff:anna", "ausgebaut"),
            (reports[1].Data.GetProperty("id").GetString(), reports[1].Data.GetProperty("closedBy").GetString(),
                reports[1].Data.GetProperty("detail").GetString()));
    }

    private Task<Simulators.Processes.CommandResult> CloseAsync(string tss, string reason) =>
        _bench.DoAsync("outages", "close", "--tss", tss, "--by", "anna", "--reason", reason);

    private T Single<T>(JournalKind kind)
        where T : class =>
        JournalData.Read<T>(Branch.Journal.Read(1, 1000).Single(entry => entry.Fact.Kind == kind).Fact);
}
