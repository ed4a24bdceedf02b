using OrderConnector.Demo.Showing;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Starting;

/// <summary>A branch: its agent as a process, its simulated TSS, and the folder its point of sale watches.</summary>
internal sealed class BranchSite : IAsyncDisposable
{
    private readonly AgentProcess _agent;
    private readonly BranchTss? _tss;
    private readonly Board _board;

    private BranchSite(string id, string folder, string logFile, BranchTss? tss, Board board)
    {
        (Id, LogFile, TillFolder, _tss, _board) = (id, logFile, Path.Combine(folder, "till"), tss, board);
        _agent = new AgentProcess(
            Path.Combine(folder, "agent"), logFile,
            ["--set", "Pos:Kind=file", "--set", $"Pos:Directory={TillFolder}", .. tss?.Settings ?? []]);
    }

    internal string Id { get; }

    /// <summary>Where its output goes.</summary>
    internal string LogFile { get; }

    /// <summary>Where the agent hands orders over.</summary>
    internal string TillFolder { get; }

    /// <summary>Where its agent serves the page for staff; null before it runs.</summary>
    internal Uri? StaffPage => _agent.StaffPage;

    /// <summary>Builds it up, its TSS running.</summary>
    /// <param name="id">The branch.</param>
    /// <param name="folder">Where its agent, its till and its TSS keep their files.</param>
    /// <param name="logFile">Where the agent's output goes.</param>
    /// <param name="tss">One of <see cref="BranchTss.Kinds"/>.</param>
    /// <param name="board">Shows how agent and TSS are.</param>
    internal static async Task<BranchSite> OpenAsync(string id, string folder, string logFile, string tss, Board board) =>
        new(id, folder, logFile, await BranchTss.StartAsync(tss, id, Path.Combine(folder, "tss")), board);

    internal Task EnrolAsync(Uri cloud, string registrationKey, CancellationToken cancellationToken) =>
        _agent.EnrolAsync(cloud, registrationKey, cancellationToken, _tss?.Serial);

    internal void StartAgent()
    {
        Directory.CreateDirectory(TillFolder);
        _agent.Start();
        ShowAgent("starting");
        _board.Place($"{Id} TSS", "ok");
    }

    /// <summary>Ends it in the middle of whatever it does (SIGKILL).</summary>
    internal async Task KillAgentAsync(CancellationToken cancellationToken)
    {
        await _agent.KillAsync(cancellationToken);
        ShowAgent("killed");
    }

    internal void ShowAgent(string how) => _board.Place($"{Id} agent", how);

    internal async Task BreakTssAsync()
    {
        if (_tss is null)
        {
            _agent.BreakTss("its USB plug was pulled");
        }
        else
        {
            await _tss.BreakAsync();
        }

        _board.Place($"{Id} TSS", "outage");
    }

    internal async Task MendTssAsync()
    {
        if (_tss is null)
        {
            _agent.MendTss();
        }
        else
        {
            await _tss.MendAsync();
        }

        _board.Place($"{Id} TSS", "ok");
    }

    /// <summary>Runs one of the agent's commands: list, release, reject, verify.</summary>
    internal Task<CommandResult> CommandAsync(CancellationToken cancellationToken, params string[] arguments) =>
        _agent.CommandAsync(cancellationToken, arguments);

    /// <summary>The same command, for a person to type.</summary>
    internal string CommandLine(string arguments) =>
        $"dotnet {ProductProgram.Agent.Path} {arguments} --data {_agent.DataFolder}";

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        if (_tss is not null)
        {
            await _tss.DisposeAsync();
        }
    }
}
