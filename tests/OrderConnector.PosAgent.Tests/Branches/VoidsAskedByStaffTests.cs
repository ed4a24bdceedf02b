using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Tests.Branches;

public sealed class VoidsAskedByStaffTests : IDisposable
{
    private readonly Branch _branch = new();

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task Staff_ask_the_cloud_for_a_void()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();

        var outcome = await _branch.Flow.VoidAsync(40000000, "staff:eva", "w1", "cold", null, default);
        await _branch.SettleAsync();

        Assert.Equal((StaffOutcomeKind.Done, 40009999L), (outcome.Kind, outcome.CounterOrder!.Number));
        var asked = _branch.Cloud.Voided!;
        Assert.Equal(("staff-w1", "cold", "staff:eva"), (asked.ExternalId, asked.Reason, asked.Actor));
        Assert.Equal("voidAsked", _branch.Cloud.KindsOf(id)[^1]);
        Assert.Equal("staff:eva", _branch.Cloud.Reports[^1].Data.GetProperty("actor").GetString());
    }

    [Fact]
    public async Task Who_asked_for_a_void_is_on_record_even_where_the_cloud_does_not_answer()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();
        _branch.Cloud.Offline = true;

        var outcome = await _branch.Flow.VoidAsync(40000000, "staff:eva", "w1", "cold", null, default);

        Assert.Equal(StaffOutcomeKind.CloudUnavailable, outcome.Kind);
        var asked = JournalData.Read<VoidAskedData>(_branch.Journal.ReadOrder(id)[^1].Fact);
        Assert.Equal(("staff:eva", "cold", "w1"), (asked.Actor, asked.Reason, asked.Request));
    }
}
