using OrderConnector.Core.Auditing;

namespace OrderConnector.Core.Tests.Auditing;

public sealed class PagingThroughTheLog
{
    [Fact]
    public void A_place_is_printed_and_read() =>
        Assert.Equal(new AuditKey(1700000000000, 17), AuditKey.Read(new AuditKey(1700000000000, 17).ToString()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-")]
    [InlineData("x-1")]
    [InlineData("1-2-3")]
    [InlineData("1-99999999999999999999")]
    public void What_is_no_place_is_refused(string? text) => Assert.Null(AuditKey.Read(text));

    [Fact]
    public void Places_stand_by_time_then_by_sequence()
    {
        var place = new AuditKey(5, 5);

        Assert.True(place < new AuditKey(6, 1) && place < new AuditKey(5, 6) && place <= new AuditKey(5, 5));
        Assert.True(place > new AuditKey(4, 9) && place > new AuditKey(5, 4) && place >= new AuditKey(5, 5));
        Assert.True(place < AuditKey.Newest);
    }

    [Fact]
    public void Lists_become_one_page_and_tell_whether_there_is_more()
    {
        var page = AuditPage.Merge([[Entry(5, 2), Entry(3, 1)], [Entry(4, 3)]], 2);

        Assert.Equal([2L, 3L], page.Entries.Select(entry => entry.Sequence));
        Assert.Equal(new AuditKey(4, 3), page.Next);
        Assert.Null(AuditPage.Merge([[Entry(5, 2)], [Entry(4, 3)]], 2).Next);
    }

    private static AuditEntry Entry(long at, long sequence) => new(
        sequence, new Act(DateTimeOffset.FromUnixTimeMilliseconds(at), "a", "b", "c", null, null), "");
}
