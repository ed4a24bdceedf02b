using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>Each call is paid for, and wakes a store that may sleep.</summary>
public sealed class SparingTheCloud : IDisposable
{
    private readonly Branch _branch = new(reportGather: TimeSpan.FromMilliseconds(250));

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task All_reports_of_an_order_travel_in_one_call()
    {
        await _branch.SettleAsync();
        var before = _branch.Cloud.ReportCalls;
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(["signed", "issued", "handedOver"], _branch.Cloud.KindsOf(id));
        Assert.Equal(before + 1, _branch.Cloud.ReportCalls);
    }

    [Fact]
    public async Task A_till_that_is_away_does_not_keep_the_cloud_from_hearing_of_the_signature()
    {
        await _branch.SettleAsync();
        _branch.Till.Fault = TillFault.Away;
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        while (!_branch.KindsOf(id).Contains(JournalKind.Issued))
        {
            await _branch.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_branch.Cloud.KindsOf(id));
        _branch.Clock.Advance(TimeSpan.FromMilliseconds(250));
        await _branch.SettleAsync();

        Assert.Equal(["signed", "issued"], _branch.Cloud.KindsOf(id).Take(2));
    }

    [Fact]
    public async Task A_branch_without_orders_says_once_how_it_is()
    {
        await _branch.PassAsync(TimeSpan.FromMinutes(1));
        var calls = _branch.Cloud.ReportCalls;
        Assert.Equal(1, _branch.Count(JournalKind.Health));

        await _branch.PassAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(1, _branch.Count(JournalKind.Health));
        Assert.Equal(calls, _branch.Cloud.ReportCalls);
        Assert.Null(_branch.Flow.HealthLoop.DueAt);
    }

    [Fact]
    public async Task A_branch_with_orders_says_so_again_after_a_while()
    {
        await _branch.PassAsync(TimeSpan.FromMinutes(6));
        var before = _branch.Count(JournalKind.Health);
        _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromMinutes(6));

        Assert.InRange(_branch.Count(JournalKind.Health), before + 1, before + 2);
    }
}
