using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>What a TSS tells of itself, judged early enough to act.</summary>
public sealed class TssWarningsTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly TssInfo s_silent =
        new(new TssKey([4], "ecdsa-plain-SHA256", "unixTime", Test: true), 0, 0, null);

    [Fact]
    public void What_the_tss_does_not_tell_is_not_judged() => Assert.Empty(TssWarnings.Of(s_silent, s_noon, 1));

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, "certificate-ends-in-90-days")]
    [InlineData(30, "certificate-ends-in-30-days")]
    [InlineData(7, "certificate-ends-in-7-days")]
    [InlineData(0, "certificate-ended")]
    [InlineData(-1, "certificate-ended")]
    public void A_certificate_is_warned_of_in_steps(int days, string? code) => Assert.Equal(
        code, CodeOf(s_silent with { CertificateExpires = s_noon.AddDays(days) }));

    [Theory]
    [InlineData(60, null)]
    [InlineData(-60, null)]
    [InlineData(61, "clock-differs")]
    [InlineData(-61, "clock-differs")]
    public void Clocks_may_differ_by_a_minute(int seconds, string? code) => Assert.Equal(
        code, CodeOf(s_silent with { DeviceTime = s_noon.AddSeconds(seconds) }));

    [Theory]
    [InlineData(60, null)]
    [InlineData(61, "log-memory-over-60")]
    [InlineData(90, "log-memory-over-60")]
    [InlineData(91, "log-memory-over-90")]
    public void Log_memory_is_warned_of_in_steps(int used, string? code) => Assert.Equal(
        code, CodeOf(s_silent with { LogMemoryUsedPercent = used }));

    [Theory]
    [InlineData(80, 100, null)]
    [InlineData(81, 100, "many-open-transactions")]
    [InlineData(1_900_000_000, 2_000_000_000, "many-open-transactions")]
    public void Open_transactions_are_warned_of_before_their_limit(int open, int most, string? code) => Assert.Equal(
        code, CodeOf(s_silent with { OpenTransactions = open, MaximumOpenTransactions = most }));

    [Theory]
    [InlineData(1, 1, 2, null)]
    [InlineData(2, 1, 2, "clients-at-limit")]
    [InlineData(100, 99, 100, "clients-at-limit")]
    [InlineData(2, 2, 2, null)]
    [InlineData(1, 1, 1, null)]
    public void Clients_are_warned_of_at_their_limit_unless_all_of_them_are_our_own(
        int registered, int own, int most, string? code) => Assert.Equal(
            code, CodeOf(s_silent with { RegisteredClients = registered, MaximumClients = most }, own));

    [Theory]
    [InlineData(1_000_000, null, null)]
    [InlineData(79, 100, null)]
    [InlineData(80, 100, "many-transactions-today")]
    [InlineData(99, 100, "many-transactions-today")]
    [InlineData(100, 100, "transactions-per-day-reached")]
    [InlineData(1_700_000_000, 2_000_000_000, "many-transactions-today")]
    public void Transactions_of_a_day_are_warned_of_before_their_limit(int starts, int? most, string? code) =>
        Assert.Equal(code, TssWarnings.OfDay(starts, most)?.Code);

    [Fact]
    public void The_vendors_own_words_are_passed_on_and_cut_where_they_are_long()
    {
        var warnings = TssWarnings.Of(
            s_silent with { DeviceWarnings = ["disk full", new string('x', 900)] }, s_noon, 1);

        Assert.All(warnings, warning => Assert.Equal(TssWarnings.DeviceWarning, warning.Code));
        Assert.Equal(["disk full", new string('x', TssWarnings.LongestDetail)], warnings.Select(one => one.Detail));
    }

    [Fact]
    public void Everything_at_once_is_told_at_once() => Assert.Equal(
        ["certificate-ends-in-7-days", "clock-differs", "log-memory-over-90", "device-warning"],
        TssWarnings.Of(
            s_silent with
            {
                CertificateExpires = s_noon.AddDays(3), DeviceTime = s_noon.AddHours(1), LogMemoryUsedPercent = 99,
                DeviceWarnings = ["hot"],
            },
            s_noon, 1).Select(warning => warning.Code));

    private static string? CodeOf(TssInfo info, int ownClients = 1) =>
        TssWarnings.Of(info, s_noon, ownClients).SingleOrDefault()?.Code;
}
