using System.Globalization;
using OrderConnector.Core.Texts;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>Times as a customer reads them: on the seller's clock, with the offset where it matters.</summary>
internal sealed class LocalTime
{
    private readonly BranchClock _clock;

    private LocalTime(BranchClock clock) => _clock = clock;

    /// <summary>The clock of a time zone; UTC where the machine knows no such zone, and the offset says so.</summary>
    public static LocalTime Of(string timeZone) => new(BranchClock.Of(timeZone));

    /// <summary>"14.03.2026 12:22".</summary>
    public string Minutes(DateTimeOffset time) => Text(time, "dd.MM.yyyy HH:mm");

    /// <summary>"14.03.2026 12:22:33 +01:00": unambiguous also in the hour that comes twice.</summary>
    public string Seconds(DateTimeOffset time) => Text(time, "dd.MM.yyyy HH:mm:ss zzz");

    private string Text(DateTimeOffset time, string format) =>
        _clock.At(time).ToString(format, CultureInfo.InvariantCulture);
}
