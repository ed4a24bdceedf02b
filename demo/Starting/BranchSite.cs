using System.Diagnostics;
using OrderConnector.Demo.Showing;

namespace OrderConnector.Demo.Starting;

/// <summary>A branch: its agent as a process, its simulated TSS, and the folder its point of sale watches.</summary>
internal sealed class BranchSite(string id, string folder, string logFolder, Board board) : IAsyncDisposable
{
    /// <summary>While this file lies in the agent's data folder, its simulated TSS does not answer.</summary>
    private const string OutageSwitch = "tss-simulator.outage";

    private readonly ProductProgram _program = new("OrderConnector.PosAgent");
    private Process? _process;

    internal string Id { get; } = id;

    /// <summary>Journal, secret and simulated TSS.</summary>
    internal string DataFolder { get; } = Path.Combine(folder, "agent");

    /// <summary>Where the agent hands orders over.</summary>
    internal string TillFolder { get; } = Path.Combine(folder, "till");

    internal string LogFile { get; } = Path.Combine(logFolder, $"{id}.log");

    internal Task EnrolAsync(Uri cloud, string registrationKey, CancellationToken cancellationToken) =>
        _program.RunAsync(
            cancellationToken,
            "enrol", "--data", DataFolder, "--cloud", cloud.GetLeftPart(UriPartial.Authority),
            "--key", registrationKey);

    internal void StartAgent()
    {
        Directory.CreateDirectory(TillFolder);
        _process = _program.Start(LogFile, "run", "--data", DataFolder, "--handover-folder", TillFolder);
        board.Place($"{Id} agent", "up");
        board.Place($"{Id} TSS", "ok");
    }

    /// <summary>Ends it in the middle of whatever it does (SIGKILL).</summary>
    internal async Task KillAgentAsync(CancellationToken cancellationToken)
    {
        if (_process is { } process)
        {
            ProductProgram.Kill(process);
            await process.WaitForExitAsync(cancellationToken);
        }

        board.Place($"{Id} agent", "killed");
    }

    internal void BreakTss()
    {
        File.WriteAllText(Path.Combine(DataFolder, OutageSwitch), "");
        board.Place($"{Id} TSS", "outage");
    }

    internal void MendTss()
    {
        File.Delete(Path.Combine(DataFolder, OutageSwitch));
        board.Place($"{Id} TSS", "ok");
    }

    /// <summary>Runs one of the agent's commands: list, release, reject, verify.</summary>
    internal Task<CommandResult> CommandAsync(CancellationToken cancellationToken, params string[] arguments) =>
        _program.TryAsync(cancellationToken, [.. arguments, "--data", DataFolder]);

    /// <summary>The same command, for a person to type.</summary>
    internal string CommandLine(string arguments) => $"dotnet {_program.Path} {arguments} --data {DataFolder}";

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await ProductProgram.StopAsync(_process, TimeSpan.FromSeconds(5));
            _process.Dispose();
        }
    }
}
