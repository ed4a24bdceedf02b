namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>A queue as the host works it off: in memory, or a real one.</summary>
public interface ITriggerQueue
{
    /// <summary>Takes the next message that is to be seen; null where there is none.</summary>
    Task<TriggerMessage?> TakeAsync(CancellationToken cancellationToken);

    /// <summary>The run was a success.</summary>
    Task CompleteAsync(TriggerMessage message, CancellationToken cancellationToken);

    /// <summary>The run failed.</summary>
    Task FailAsync(TriggerMessage message, CancellationToken cancellationToken);
}
