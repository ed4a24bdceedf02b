using Microsoft.Extensions.Logging;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.Simulators.World;

/// <summary>What stands in a branch and outlives its agent: line, TSS, till, folder.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="AgentId">Its agent.</param>
/// <param name="Folder">Where the journal lies.</param>
/// <param name="Cloud">The line to the cloud.</param>
/// <param name="Tss">The devices, and the drivers each life opens on them.</param>
/// <param name="Till">The point of sale.</param>
public sealed record BranchSurroundings(
    string BranchId, string AgentId, string Folder, ICloud Cloud, IReadOnlyList<ITssSite> Tss, IPosSink Till);

/// <summary>One life of a branch agent: the real flow over a real journal file that outlives it.</summary>
public sealed class BranchNode : IDisposable
{
    private readonly SqliteJournal _disk;
    private readonly Action _closeTss;

    private BranchNode(SqliteJournal disk, Action closeTss, SimulatedProcess process, BranchFlow flow) =>
        (_disk, _closeTss, Process, Flow) = (disk, closeTss, process, flow);

    public SimulatedProcess Process { get; }

    public BranchFlow Flow { get; }

    /// <summary>The journal as the disk holds it, for checkers.</summary>
    public IJournal Journal => _disk;

    /// <summary>Starts on what the folder holds.</summary>
    public static async Task<BranchNode> StartAsync(
        BranchSurroundings around, TimeProvider clock, Random random, ILogger<BranchFlow> log,
        CrashPoints? crashPoints)
    {
        var disk = SqliteJournal.Open(Path.Combine(around.Folder, "journal.db"), Hex(random));
        var drivers = around.Tss.Select(site => (Site: site, Driver: site.Open())).ToList();
        var process = new SimulatedProcess("agent", crashPoints);
        var ports = new BranchPorts(
            SideEffects<ICloud>.Count(around.Cloud, process),
            SideEffects<IJournal>.Count(disk, process),
            [.. drivers.Select(one => new BranchTss(
                one.Site.Name, SideEffects<ITss>.Count(one.Driver, process), Test: true, one.Site.Clients)
            {
                Closing = (one.Driver as VerifyingTss)?.Closing is { } closing
                    ? SideEffects<IDailyClosing>.Count(closing, process)
                    : null,
            })],
            SideEffects<IPosSink>.Count(around.Till, process));
        var settings = new BranchSettings
        {
            AgentId = around.AgentId,
            Session = Hex(random),
            Version = "1",
            Cloud = new Uri("https://cloud.example"),
            CollectWait = TimeSpan.Zero,
            HandOverParallel = 1,
        };
        try
        {
            var flow = new BranchFlow(ports, settings, clock, new BranchChance(random.NextDouble, Bytes), log);
            var node = new BranchNode(disk, CloseTss, process, flow);
            await flow.OpenAsync(CancellationToken.None);
            return node;
        }
        catch
        {
            CloseTss();
            disk.Dispose();
            throw;
        }

        void CloseTss() => drivers.ForEach(one => one.Site.Close(one.Driver));

        byte[] Bytes(int count)
        {
            var bytes = new byte[count];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    public void Dispose()
    {
        Process.Kill();
        _closeTss();
        _disk.Dispose();
    }

    private static string Hex(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
