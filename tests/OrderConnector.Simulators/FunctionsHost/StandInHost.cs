using System.Globalization;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>
/// Plays the Azure Functions host for a published package: starts and restarts the handler, passes HTTP on, calls the
/// triggers. Written from the host's contract; where the host is lenient, this one refuses.
/// </summary>
public sealed class StandInHost : IAsyncDisposable
{
    private const int WantedRestart = 200;
    private const int MostErrors = 3;
    private static readonly TimeSpan s_dispatcherPatience = TimeSpan.FromSeconds(30);

    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly CancellationTokenSource _end = new();
    private readonly List<HandlerProcess> _lives = [];
    private readonly TimeProvider _clock;
    private readonly TextWriter? _log;
    private TaskCompletionSource<HandlerProcess> _handler = New();
    private Task _keeping = Task.CompletedTask;
    private HttpFront _front = null!;

    private StandInHost(
        AppPackage package, IReadOnlyDictionary<string, string> settings, TimeProvider clock, TextWriter? log) =>
        (Package, _settings, _clock, _log) = (package, settings, clock, log);

    public AppPackage Package { get; }

    /// <summary>Where the outside calls.</summary>
    public Uri Url => _front.Url;

    /// <summary>Every handler that was started, the last one running.</summary>
    public IReadOnlyList<HandlerProcess> Lives
    {
        get
        {
            lock (_lives)
            {
                return [.. _lives];
            }
        }
    }

    /// <summary>Why no handler runs and none will; null while all is well.</summary>
    public string? GaveUp { get; private set; }

    /// <summary>Starts the handler and waits until it serves.</summary>
    /// <param name="package">What was published.</param>
    /// <param name="settings">App settings, which reach the handler as environment variables.</param>
    /// <param name="clock">The time that envelopes tell.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="log">Where every handler's lines go besides; null for nowhere.</param>
    public static async Task<StandInHost> StartAsync(
        AppPackage package, IReadOnlyDictionary<string, string> settings, TimeProvider clock,
        CancellationToken cancellationToken, TextWriter? log = null)
    {
        foreach (var function in package.Functions.Values.Where(one => one.Kind == TriggerKind.Queue))
        {
            _ = function.QueueName(settings);
        }

        var host = new StandInHost(package, settings, clock, log);
        try
        {
            host._front = await HttpFront.StartAsync(host.FindHandlerAsync);
            host._keeping = host.KeepAliveAsync();
            await host._handler.Task.WaitAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The handler that serves, once it does.</summary>
    /// <exception cref="HostRefusalException">None does, and none will.</exception>
    /// <exception cref="TimeoutException">None did in the time the host has.</exception>
    public async Task<HandlerProcess> HandlerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<HandlerProcess> coming;
            lock (_lives)
            {
                coming = _handler.Task;
            }

            var life = await coming.WaitAsync(s_dispatcherPatience, cancellationToken);
            if (life.ExitCode is null)
            {
                return life;
            }

            // It has ended, and whoever watches it has not heard yet.
            await Task.Delay(1, cancellationToken);
        }
    }

    /// <summary>Fires a timer.</summary>
    public Task<InvocationOutcome> FireAsync(string function, CancellationToken cancellationToken) => CallAsync(
        function, Envelope.Timer(Package.Functions[function].Binding, _clock.GetUtcNow()), cancellationToken);

    /// <summary>Calls a trigger with an envelope.</summary>
    public async Task<InvocationOutcome> CallAsync(
        string function, JsonObject envelope, CancellationToken cancellationToken)
    {
        if (Package.Functions[function].Kind == TriggerKind.Http)
        {
            throw new ArgumentException("HTTP comes over the front.", nameof(function));
        }

        return await TriggerCaller.CallAsync(
            await HandlerAsync(cancellationToken), function, envelope, Package.Settings.FunctionTimeout,
            cancellationToken);
    }

    /// <summary>Works off what is to be seen in a queue, one message after the other; answers what became of each.</summary>
    public async Task<IReadOnlyList<InvocationOutcome>> WorkOffAsync(
        string function, ITriggerQueue queue, CancellationToken cancellationToken)
    {
        var outcomes = new List<InvocationOutcome>();
        while (await queue.TakeAsync(cancellationToken) is { } message)
        {
            var envelope = Envelope.Queue(Package.Functions[function].Binding, message, _clock.GetUtcNow());
            var outcome = await CallAsync(function, envelope, cancellationToken);
            outcomes.Add(outcome);
            if (outcome.Succeeded)
            {
                await queue.CompleteAsync(message, cancellationToken);
            }
            else
            {
                await queue.FailAsync(message, cancellationToken);
            }
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var life in Lives)
        {
            await life.KillAsync();
        }

        await _keeping;
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        foreach (var life in Lives)
        {
            life.Dispose();
        }

        _end.Dispose();
    }

    private static TaskCompletionSource<HandlerProcess> New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Uri?> FindHandlerAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await HandlerAsync(cancellationToken)).Url;
        }
        catch (Exception exception) when (exception is HostRefusalException or TimeoutException)
        {
            return null;
        }
    }

    // Starts again what ended, as long as the host would: 200 was wanted, 0 is never started again, and after three
    // errors the host itself gives up.
    private async Task KeepAliveAsync()
    {
        var errors = 0;
        while (errors < MostErrors && !_end.IsCancellationRequested)
        {
            string why;
            try
            {
                var exitCode = await LiveAsync();
                why = string.Create(CultureInfo.InvariantCulture, $"The handler ended with {exitCode}.");
                errors += exitCode switch { WantedRestart => 0, 0 => MostErrors, _ => 1 };
            }
            catch (HostRefusalException refusal)
            {
                why = refusal.Message;
                errors++;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (errors >= MostErrors)
            {
                GiveUp(why);
            }
        }
    }

    private async Task<int> LiveAsync()
    {
        var life = await HandlerProcess.StartAsync(Package, _settings, _log, _end.Token);
        lock (_lives)
        {
            _lives.Add(life);
            _handler.TrySetResult(life);
        }

        await life.WaitForExitAsync(CancellationToken.None);
        lock (_lives)
        {
            _handler = New();
        }

        return life.ExitCode ?? throw new InvalidOperationException("It has ended.");
    }

    private void GiveUp(string why)
    {
        lock (_lives)
        {
            GaveUp = why;
            _handler.TrySetException(new HostRefusalException(why));
        }
    }
}
