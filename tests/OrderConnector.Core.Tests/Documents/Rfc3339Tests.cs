using System.Globalization;
using System.Text;
using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Tests.Documents;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-11-20T12:01:22+01:00", "2026-11-20T11:01:22.0000000Z")]
    [InlineData("2026-11-20t12:01:22z", "2026-11-20T12:01:22.0000000Z")]
    [InlineData("2026-11-20T12:01:22-00:00", "2026-11-20T12:01:22.0000000Z")]
    [InlineData("2026-11-20T12:01:22-14:00", "2026-11-21T02:01:22.0000000Z")]
    [InlineData("2026-11-20T12:01:22.5Z", "2026-11-20T12:01:22.5000000Z")]
    [InlineData("2026-11-20T12:01:22.123456789Z", "2026-11-20T12:01:22.1234567Z")]
    [InlineData("2024-02-29T00:00:00+05:45", "2024-02-28T18:15:00.0000000Z")]
    [InlineData("0002-01-01T00:00:00+14:00", "0001-12-31T10:00:00.0000000Z")]
    public void A_time_with_offset_is_read(string text, string utc)
    {
        Assert.True(Rfc3339.TryRead(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(utc, time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T12:01:22")]
    [InlineData("2026-11-20T12:01Z")]
    [InlineData("2026-11-20 12:01:22Z")]
    [InlineData("2026-11-20T12:01:22+0100")]
    [InlineData("2026-11-20T12:01:22+01")]
    [InlineData("2026-11-20T12:01:22x01:00")]
    [InlineData("2026-11-20T12:01:22+01.00")]
    [InlineData("2026-11-20T12:01:22+ab:00")]
    [InlineData("2026-11-20T12:01:22+01:60")]
    [InlineData("2026-11-20T12:01:22+14:01")]
    [InlineData("2026-11-20T12:01:22.Z")]
    [InlineData("2026-11-20T12:01:22.1234567890Z")]
    [InlineData("2026-11-20T12:01:22.5")]
    [InlineData("2026-11-20T12:01:22,5Z")]
    [InlineData("2026-11-20T12:01:22 Z")]
    [InlineData("2026-11-20T12:01:60Z")]
    [InlineData("2026-11-20T12:60:22Z")]
    [InlineData("2026-11-20T24:00:00Z")]
    [InlineData("2026-11-31T12:01:22Z")]
    [InlineData("2026-11-00T12:01:22Z")]
    [InlineData("2026-13-20T12:01:22Z")]
    [InlineData("2026-00-20T12:01:22Z")]
    [InlineData("2025-02-29T12:01:22Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("202a-11-20T12:01:22Z")]
    [InlineData("2026-1b-20T12:01:22Z")]
    [InlineData("2026-11-2cT12:01:22Z")]
    [InlineData("2026-11-20Tdd:01:22Z")]
    [InlineData("2026-11-20T12:ee:22Z")]
    [InlineData("2026-11-20T12:01:ffZ")]
    [InlineData("2026/11/20T12:01:22Z")]
    [InlineData("2026-11-20T12-01-22Z")]
    public void Anything_else_is_refused(string text) =>
        Assert.False(Rfc3339.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
