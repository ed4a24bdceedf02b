using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// An alarm went off: the work of the timer is done at the moment it is due, not within the minute after. Work that
/// was done before is not there any more, so that an alarm that comes twice, early or late does no harm.
/// </summary>
public sealed class AlarmTrigger(IEnumerable<RepeatedWork> works) : Trigger
{
    /// <summary>The name of the queue's binding.</summary>
    public const string Binding = "message";

    /// <inheritdoc />
    public override string Name => "fn-alarm";

    /// <inheritdoc />
    public override Task<Problem?> RunAsync(Invocation invocation, CancellationToken cancellationToken) =>
        Alarm.Read(invocation.Find(Binding)?.Json) is not { } alarm
            // After its last try the host puts it where the other function takes it to the store.
            ? Task.FromResult<Problem?>(Problem.Malformed("", "alarm-unknown", "The message is no alarm known here."))
            : alarm.Kind switch
            {
                AlarmKind.PaymentDeadline => MinuteTrigger.RunAllAsync(works, cancellationToken),
            };
}
