using System.Text;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// Takes messages that failed for good into the store, where a person sees them; in the poison queue they would be gone
/// after seven days.
/// </summary>
public sealed partial class AlarmPoisonTrigger(
    IOrderStore store, IConfiguration configuration, TimeProvider clock, ILogger<AlarmPoisonTrigger> logger) : Trigger
{
    private const string Reason = "The function fn-alarm failed at it as often as the host tries.";

    /// <inheritdoc />
    public override string Name => "fn-alarm-poison";

    /// <inheritdoc />
    public override async Task<Problem?> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.Find(AlarmTrigger.Binding) is not { } message)
        {
            return Problem.Malformed("", "message-missing", "The envelope has no message.");
        }

        var id = invocation.Fingerprint(AlarmTrigger.Binding);
        var kept = await store.AddSetAsideAsync(
            new NewSetAsideMessage(
                configuration[Alarm.QueueSetting] ?? "", BranchId: "", id,
                // As it lay there: replayed, it is put in as it is.
                Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Text)), Reason, clock.GetUtcNow()),
            cancellationToken);
        if (kept)
        {
            LogSetAside(id);
        }

        return null;
    }

    [LoggerMessage(1941, LogLevel.Error, "An alarm that failed for good was set aside ({MessageId}).")]
    private partial void LogSetAside(string messageId);
}
