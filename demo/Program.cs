using System.CommandLine;
using System.Runtime.InteropServices;
using OrderConnector.Demo;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;
using OrderConnector.Simulators.FunctionsHost;
using Spectre.Console;

var once = new Option<bool>("--once")
{
    Description = "End when every order has its final state: exit code 0 if all is as it has to be, else 1.",
};
var azure = new Option<bool>("--azure")
{
    Description = "Run the cloud side as in Azure: the published handler under a stand-in of the Functions host, its "
        + "queues in Azurite. The store stays SQLite.",
};
var tss = new Option<string>("--tss")
{
    Description = "How the branches sign: with the simulated TSS built into the agent, or through a simulator of a "
        + "vendor's own protocol.",
    DefaultValueFactory = _ => "simulator",
};
tss.AcceptOnlyFromAmong([.. BranchTss.Kinds]);
var data = new Option<DirectoryInfo?>("--data")
{
    Description = "Keep everything in this empty folder instead of a temporary one.",
};
var command = new RootCommand("Shows OrderConnector at work: a cloud app, two branches, three kinds of shops.")
{
    once, azure, tss, data,
};
command.SetAction((parsed, cancellationToken) =>
    ShowAsync(
        parsed.GetValue(once), new DemoSetUp(parsed.GetValue(azure), parsed.GetValue(tss)!), parsed.GetValue(data),
        cancellationToken));
var arguments = command.Parse(args);
if (arguments.Errors.Count > 0)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, arguments.Errors.Select(error => error.Message)));
    return 2;
}

// The signals are handled below: ending the processes may take longer than the library would wait.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> ShowAsync(
    bool once, DemoSetUp setUp, DirectoryInfo? data, CancellationToken cancellationToken)
{
    if (data is { Exists: true } && data.EnumerateFileSystemInfos().Any())
    {
        Console.Error.WriteLine($"{data.FullName} is not empty; name a folder that is empty or not there yet.");
        return 2;
    }

    if (setUp.Azure && HostedCloud.Missing is { } missing)
    {
        Console.Error.WriteLine(missing);
        return 1;
    }

    if (setUp.Azure)
    {
        Console.WriteLine(
            "The cloud side runs as in Azure, with a stand-in for the Functions host and Azurite for the storage "
            + "queues. The store is SQLite, because no SQL Server is at hand. Publishing the handler takes a while.");
    }

    using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }

    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    var folder = data ?? Directory.CreateTempSubdirectory("orderconnector-demo-");
    folder.Create();
    var exitCode = 1;
    try
    {
        var plain = IsPlain();
        var run = new DemoRun(
            plain ? new PlainScreen(Console.Out, TimeProvider.System) : new LiveScreen(AnsiConsole.Console),
            new Ending(Console.Out, plain ? null : AnsiConsole.Console),
            TimeProvider.System);
        exitCode = await run.RunAsync(folder.FullName, setUp, once, stop.Token);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.Error.WriteLine("Stopped.");
    }
    catch (DemoFailure failure)
    {
        Console.Error.WriteLine(failure.Message);
    }
    finally
    {
        // What went wrong is to be found in the logs, so that a folder with a fault in it stays.
        if (data is null && (exitCode == 0 || stop.IsCancellationRequested))
        {
            folder.Delete(recursive: true);
        }
        else
        {
            Console.WriteLine($"Stores, journals and logs are kept in {folder.FullName}");
        }
    }

    return exitCode;
}

// Plain lines where nobody watches, where colours are not wanted, where the cursor cannot be moved.
static bool IsPlain() => Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
    || !AnsiConsole.Profile.Out.IsTerminal || !AnsiConsole.Profile.Capabilities.Ansi;
