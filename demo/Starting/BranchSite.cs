using OrderConnector.Demo.Showing;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Starting;

/// <summary>A branch: its agent as a process, its simulated TSS, and the folder its point of sale watches.</summary>
/// <param name="id">The branch.</param>
/// <param name="folder">Where its agent and its till keep their files.</param>
/// <param name="logFile">Where the agent's output goes.</param>
/// <param name="board">Shows how agent and TSS are.</param>
internal sealed class BranchSite(string id, string folder, string logFile, Board board) : IAsyncDisposable
{
    private readonly AgentProcess _agent = new(
        Path.Combine(folder, "agent"), logFile,
        "--set", "Pos:Kind=file", "--set", $"Pos:Directory={Path.Combine(folder, "till")}");

    internal string Id { get; } = id;

    /// <summary>Where its output goes.</summary>
    internal string LogFile { get; } = logFile;

    /// <summary>Where the agent hands orders over.</summary>
    internal string TillFolder { get; } = Path.Combine(folder, "till");

    internal Task EnrolAsync(Uri cloud, string registrationKey, CancellationToken cancellationToken) =>
        _agent.EnrolAsync(cloud, registrationKey, cancellationToken);

    internal void StartAgent()
    {
        Directory.CreateDirectory(TillFolder);
        _agent.Start();
        ShowAgent("starting");
        board.Place($"{Id} TSS", "ok");
    }

    /// <summary>Ends it in the middle of whatever it does (SIGKILL).</summary>
    internal async Task KillAgentAsync(CancellationToken cancellationToken)
    {
        await _agent.KillAsync(cancellationToken);
        ShowAgent("killed");
    }

    internal void ShowAgent(string how) => board.Place($"{Id} agent", how);

    internal void BreakTss()
    {
        _agent.BreakTss("its USB plug was pulled");
        board.Place($"{Id} TSS", "outage");
    }

    internal void MendTss()
    {
        _agent.MendTss();
        board.Place($"{Id} TSS", "ok");
    }

    /// <summary>Runs one of the agent's commands: list, release, reject, verify.</summary>
    internal Task<CommandResult> CommandAsync(CancellationToken cancellationToken, params string[] arguments) =>
        _agent.CommandAsync(cancellationToken, arguments);

    /// <summary>The same command, for a person to type.</summary>
    internal string CommandLine(string arguments) =>
        $"dotnet {ProductProgram.Agent.Path} {arguments} --data {_agent.DataFolder}";

    public ValueTask DisposeAsync() => _agent.DisposeAsync();
}
