namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>What host.json says, with the host's defaults where it says nothing.</summary>
/// <param name="Executable">The handler's file name.</param>
/// <param name="InitializationTimeout">How long the handler may take to its first answer.</param>
/// <param name="FunctionTimeout">How long a call of a trigger may take before the handler is killed.</param>
/// <param name="Queues">How queues are worked off.</param>
public sealed record HostSettings(
    string Executable, TimeSpan InitializationTimeout, TimeSpan FunctionTimeout, QueueSettings Queues)
{
    internal static HostSettings Read(string file)
    {
        var host = StrictJson.Read(file).Only(
            "version", "functionTimeout", "extensionBundle", "extensions", "customHandler", "logging");
        host.Require("version", "2.0");
        var bundle = host.Object("extensionBundle").Only("id", "version");
        bundle.Require("id", "Microsoft.Azure.Functions.ExtensionBundle");
        _ = bundle.Text("version");
        var extensions = host.Object("extensions").Only("http", "queues");
        // Without it everything would lie under /api.
        extensions.Object("http").Only("routePrefix").Require("routePrefix", "");
        var handler = host.Object("customHandler").Only(
            "description", "enableProxyingHttpRequest", "initializationTimeout");
        if (!handler.Flag("enableProxyingHttpRequest", false))
        {
            throw new HostRefusalException("Without enableProxyingHttpRequest chunked bodies arrive empty.");
        }

        return new HostSettings(
            handler.Object("description").Only("defaultExecutablePath").Text("defaultExecutablePath"),
            handler.Time("initializationTimeout", TimeSpan.FromSeconds(30)),
            host.Time("functionTimeout", TimeSpan.FromMinutes(30)),
            QueueSettings.Read(extensions.MaybeObject("queues")));
    }
}

/// <summary>How queues are worked off.</summary>
/// <param name="BatchSize">Messages taken at once, 32 at most.</param>
/// <param name="MaxDequeueCount">Tries before a message goes to the poison queue.</param>
/// <param name="VisibilityTimeout">How long a message that failed is hidden.</param>
/// <param name="MaxPollingInterval">The longest pause between looks into an empty queue.</param>
public sealed record QueueSettings(
    int BatchSize, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval)
{
    internal static QueueSettings Read(StrictJson? queues)
    {
        var read = queues?.Only(
            "batchSize", "maxDequeueCount", "maxPollingInterval", "messageEncoding", "newBatchThreshold",
            "visibilityTimeout");
        if (read?.Text("messageEncoding", "base64") is { } encoding and not "base64")
        {
            throw new HostRefusalException($"The product writes base64, and host.json says {encoding}.");
        }

        return new QueueSettings(
            read?.Number("batchSize", 16) ?? 16,
            read?.Number("maxDequeueCount", 5) ?? 5,
            read?.Time("visibilityTimeout", TimeSpan.Zero) ?? TimeSpan.Zero,
            read?.Time("maxPollingInterval", TimeSpan.FromMinutes(1)) ?? TimeSpan.FromMinutes(1));
    }
}
