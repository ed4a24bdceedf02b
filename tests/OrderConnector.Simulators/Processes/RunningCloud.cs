namespace OrderConnector.Simulators.Processes;

/// <summary>A cloud app that runs, whatever runs it.</summary>
/// <param name="dataFolder">Its store.</param>
public abstract class RunningCloud(string dataFolder) : IAsyncDisposable
{
    public string DataFolder { get; } = dataFolder;

    /// <summary>Where shops and agents call.</summary>
    public abstract Uri Url { get; }

    /// <summary>Starts it and waits until it can take orders.</summary>
    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Runs an admin command beside the serving process; answers its last line: a key, where it prints one.</summary>
    public virtual Task<string> AdminAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ProductProgram.Cloud.DoAsync(cancellationToken, ["admin", .. arguments, "--data", DataFolder]);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends it; whatever was started is gone then.</summary>
    protected abstract ValueTask StopAsync();
}
