using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.Simulators.World;

/// <summary>A TSS of a simulated branch and the recording systems on it.</summary>
public sealed class SimulatedDeviceSite : IDisposable
{
    /// <summary>Makes the device in the branch's folder.</summary>
    /// <param name="folder">The branch's folder.</param>
    /// <param name="index">Which TSS of the branch, from 0.</param>
    /// <param name="clients">How many recording systems.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="branch">Stands before the serial numbers: no two branches share one.</param>
    public SimulatedDeviceSite(
        string folder, int index, int clients, TimeProvider clock, string branch = DayWorld.BranchId)
    {
        var own = index == 0 ? folder : Directory.CreateDirectory(Path.Combine(folder, $"tss-{index}")).FullName;
        Device = SimulatedTss.Open(own, new SimulatedTssOptions(), clock);
        Name = index == 0 ? TssHistory.OnlyTss : $"tss-{index}";
        Clients = [.. Enumerable.Range(0, clients).Select(n => Client(branch, index, n))];
    }

    public SimulatedTss Device { get; }

    public string Name { get; }

    public IReadOnlyList<EasClient> Clients { get; }

    /// <summary>The n-th recording system on a TSS; the first of all is the one that was enrolled.</summary>
    public static EasClient Client(string branch, int tss, int n) =>
        new($"EAS-{branch}-{tss + 1}-{n + 1}", $"{branch}-{tss + 1}-{n + 1}");

    /// <summary>How the agent is given it.</summary>
    /// <param name="port">The device, or what stands before it.</param>
    public BranchTss Behind(ITss port) => new(Name, port, Test: true, Clients);

    public void Dispose() => Device.Dispose();
}
