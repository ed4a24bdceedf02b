using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// When the timer may leave the store alone, so that a database that pauses when nobody asks can do so: nothing it
/// waits for takes longer than the longest reservation or lease after the last work that was expected.
/// </summary>
public static class WorkWindow
{
    /// <summary>
    /// The mark is up to a minute older than the commit it stands for, the clocks of instances differ, and a turn may
    /// be late or fail.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>How long after work was expected something may come due.</summary>
    public static TimeSpan Length(IntakeOptions intake, CollectingOptions collecting) =>
        (intake.PendingPaymentTime > collecting.LeaseTime ? intake.PendingPaymentTime : collecting.LeaseTime) + Margin;

    /// <summary>Whether something may be due; always where nobody knows when work was expected.</summary>
    public static bool IsOpen(DateTimeOffset? expected, DateTimeOffset now, TimeSpan length) =>
        expected is not { } at || now - at <= length;
}
