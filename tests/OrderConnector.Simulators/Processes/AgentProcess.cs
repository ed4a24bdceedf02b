using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OrderConnector.Simulators.Processes;

/// <summary>A branch agent as a process of its own.</summary>
/// <param name="dataFolder">Journal, secret and simulated TSS.</param>
/// <param name="logFile">Where its output goes.</param>
/// <param name="options">Further arguments of `run`.</param>
public sealed partial class AgentProcess(string dataFolder, string logFile, params string[] options) : IAsyncDisposable
{
    /// <summary>While this file lies in the data folder, the simulated TSS does not answer.</summary>
    private const string OutageSwitch = "tss-simulator.outage";

    /// <summary>Many run beside each other on one machine; the log says where each serves its page.</summary>
    private const string FreePort = "Staff:Page=http://127.0.0.1:0";

    /// <summary>The running process; null before the first start.</summary>
    public Process? Process { get; private set; }

    public string DataFolder { get; } = dataFolder;

    public string LogFile { get; } = logFile;

    /// <summary>Where it serves its page, as its log said last; null before it has.</summary>
    public Uri? StaffPage =>
        File.Exists(LogFile) && PageSaid().Matches(File.ReadAllText(LogFile)) is [.., var last]
            ? new Uri(last.Groups["address"].Value)
            : null;

    /// <summary>A program that runs it, as strace does; empty for none.</summary>
    public IReadOnlyList<string> Wrapper { get; set; } = [];

    /// <summary>Enrols with a registration key; a serial number is made where none is given.</summary>
    public Task<string> EnrolAsync(
        Uri cloud, string registrationKey, CancellationToken cancellationToken, string? easSerialNumber = null) =>
        ProductProgram.Agent.DoAsync(
            cancellationToken,
            [
                "enrol", "--data", DataFolder, "--cloud", cloud.GetLeftPart(UriPartial.Authority),
                "--key", registrationKey, .. easSerialNumber is null ? [] : new[] { "--eas", easSerialNumber },
            ]);

    /// <summary>Starts it; it is running when this returns, not yet connected.</summary>
    public void Start() => Process = ProductProgram.Agent.Start(
        LogFile, Wrapper, ["run", "--data", DataFolder, .. PageOption(), .. options]);

    private string[] PageOption() => options.Any(option => option.StartsWith("Staff:Page=", StringComparison.Ordinal))
        ? []
        : ["--set", FreePort];

    /// <summary>Runs one of the agent's commands, whatever its exit code.</summary>
    public Task<CommandResult> CommandAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ProductProgram.Agent.RunAsync(cancellationToken, [.. arguments, "--data", DataFolder]);

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        ProductProgram.Kill(Process!);
        await Process!.WaitForExitAsync(cancellationToken);
    }

    /// <summary>SIGTERM; answers the exit code, null where it did not listen.</summary>
    public Task<int?> StopAsync() => ProductProgram.StopAsync(Process!, TimeSpan.FromSeconds(10));

    /// <summary>The reason given is the one that unsigned orders will name.</summary>
    public void BreakTss(string reason = "cut by the test") =>
        File.WriteAllText(Path.Combine(DataFolder, OutageSwitch), reason);

    public void MendTss() => File.Delete(Path.Combine(DataFolder, OutageSwitch));

    public async ValueTask DisposeAsync()
    {
        if (Process is not null)
        {
            await ProductProgram.StopAsync(Process, TimeSpan.FromSeconds(10));
            Process.Dispose();
        }
    }

    [GeneratedRegex(@"The page for staff is at (?<address>http://[0-9.:]+)""")]
    private static partial Regex PageSaid();
}
