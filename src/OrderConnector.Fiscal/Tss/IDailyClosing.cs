namespace OrderConnector.Fiscal.Tss;

/// <summary>
/// A TSS that wants to be told when a business day is over; the others are not asked. A call may lose its answer: it is
/// made again until it is done.
/// </summary>
public interface IDailyClosing
{
    /// <summary>
    /// Closes a business day; no transaction of the client may be open. True where it was done now, false where the
    /// TSS knows that it was done before.
    /// </summary>
    /// <param name="clientId">EAS serial number.</param>
    /// <param name="day">The day that is over; together with the client it names the closing.</param>
    /// <param name="cancellationToken">Really ends the call.</param>
    Task<TssOutcome<bool>> CloseDayAsync(string clientId, DateOnly day, CancellationToken cancellationToken);
}
