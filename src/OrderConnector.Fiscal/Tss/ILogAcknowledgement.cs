namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// A TSS that may delete log messages once it is told that they are kept elsewhere; the others are not told.
/// </summary>
public interface ILogAcknowledgement
{
    /// <summary>
    /// Says that every message of a span is kept elsewhere. Answers up to when it was said, which may be earlier than
    /// asked for; the begin of the span where nothing could be said yet. May be repeated.
    /// </summary>
    /// <param name="from">Begin, included.</param>
    /// <param name="to">End, included: no later than the last message that is kept.</param>
    /// <param name="cancellationToken">Really ends the call.</param>
    Task<TssOutcome<DateTimeOffset>> AcknowledgeAsync(
        DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
