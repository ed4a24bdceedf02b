using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing;

/// <summary>Something at a TSS that will become trouble.</summary>
/// <param name="Code">A stable name, kebab-case.</param>
/// <param name="Detail">One sentence, at most <see cref="TssWarnings.LongestDetail"/> characters.</param>
public sealed record TssWarning(string Code, string Detail);

/// <summary>Judges how a TSS describes itself, early enough to act.</summary>
public static class TssWarnings
{
    /// <summary>More of a vendor's words is cut off.</summary>
    public const int LongestDetail = 200;

    /// <summary>A device that accepts and gives nothing back.</summary>
    public const string ReadBackMissing = "read-back-missing";

    /// <summary>What the device itself warns of.</summary>
    public const string DeviceWarning = "device-warning";

    /// <summary>A TSS that wants its days closed could not be told for an hour.</summary>
    public const string DayNotClosed = "day-not-closed";

    /// <summary>It refuses, time and again, to tell what became of transactions that may be open.</summary>
    public const string LookRefused = "look-refused";

    private const int MostDeviceWarnings = 10;
    private static readonly TimeSpan s_clockTolerance = TimeSpan.FromSeconds(60);

    /// <summary>Every warning; what the TSS does not tell is not judged.</summary>
    /// <param name="info">How it describes itself.</param>
    /// <param name="now">The moment.</param>
    /// <param name="ownClients">Cash registers this agent has at it.</param>
    public static IReadOnlyList<TssWarning> Of(TssInfo info, DateTimeOffset now, int ownClients) =>
    [
        .. new[] { Certificate(info, now), Clock(info, now), LogMemory(info), Open(info), Clients(info, ownClients) }
            .OfType<TssWarning>(),
        .. info.DeviceWarnings.Take(MostDeviceWarnings).Select(text => Warn(DeviceWarning, text)),
    ];

    /// <summary>Warns where eighty percent of a day's transactions are started, and where all are.</summary>
    /// <param name="starts">Transactions started on the day.</param>
    /// <param name="most">How many the vendor's contract allows; null warns of nothing.</param>
    public static TssWarning? OfDay(int starts, int? most) => most is not { } limit || starts * 100L < limit * 80L
        ? null
        // No count in the words: the warning would be another one with each transaction.
        : starts < limit
            ? Warn("many-transactions-today", FormattableString.Invariant(
                $"At least 80 % of the {limit} transactions a day are started."))
            : Warn("transactions-per-day-reached", FormattableString.Invariant(
                $"The {limit} transactions a day are started: the vendor may refuse more, or charge them."));

    /// <summary>A warning whose words may be long.</summary>
    public static TssWarning Warn(string code, string detail) =>
        new(code, detail.Length <= LongestDetail ? detail : detail[..LongestDetail]);

    private static TssWarning? Certificate(TssInfo info, DateTimeOffset now)
    {
        if (info.CertificateExpires is not { } end)
        {
            return null;
        }

        var code = (end - now) switch
        {
            { Ticks: <= 0 } => "certificate-ended",
            { TotalDays: <= 7 } => "certificate-ends-in-7-days",
            { TotalDays: <= 30 } => "certificate-ends-in-30-days",
            { TotalDays: <= 90 } => "certificate-ends-in-90-days",
            _ => null,
        };
        return code is null ? null : Warn(code, FormattableString.Invariant(
            $"The certificate of the TSS ends on {end.UtcDateTime:yyyy-MM-dd}: a new TSS is needed by then."));
    }

    private static TssWarning? Clock(TssInfo info, DateTimeOffset now) =>
        info.DeviceTime is { } time && (time - now).Duration() > s_clockTolerance
            ? Warn("clock-differs", FormattableString.Invariant(
                $"The clock of the TSS is {(time - now).Duration().TotalSeconds:0} s ")
                + (time > now ? "ahead of the agent's." : "behind the agent's."))
            : null;

    private static TssWarning? LogMemory(TssInfo info) => info.LogMemoryUsedPercent is not { } used || used <= 60
        ? null
        : Warn(
            used > 90 ? "log-memory-over-90" : "log-memory-over-60",
            FormattableString.Invariant($"{used} % of the log memory is used: export the log and have it cleared."));

    private static TssWarning? Open(TssInfo info) =>
        info.MaximumOpenTransactions is { } most && info.OpenTransactions * 100L > most * 80L
            ? Warn("many-open-transactions", FormattableString.Invariant(
                $"{info.OpenTransactions} of at most {most} transactions are open."))
            : null;

    // One that is full of this agent's own cash registers is as it was ordered: nothing is to be done about it.
    private static TssWarning? Clients(TssInfo info, int own) =>
        info is { RegisteredClients: { } registered, MaximumClients: { } most } && registered >= most && own < most
            ? Warn("clients-at-limit", FormattableString.Invariant(
                $"{registered} of at most {most} cash registers are registered, {own} of this agent: ")
                + "no other can be added.")
            : null;
}
