using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using OrderConnector.Simulators.Tss.Vendors.Fiskaly;

namespace OrderConnector.Demo.Starting;

/// <summary>
/// A vendor's TSS for one branch: a simulator of its protocol with real keys, and what the branch's agent must be told
/// of it. Without one the agent signs with the simulated TSS it has built in.
/// </summary>
internal sealed class BranchTss : IAsyncDisposable
{
    private const string Fcc = "fcc";
    private const string Fiskaltrust = "fiskaltrust";
    private const string Fiskaly = "fiskaly";
    private const string Secret = "demo-secret";

    private readonly VendorHost _host;
    private readonly Func<Uri, IReadOnlyList<string>> _settings;

    private BranchTss(string serial, SimulatedVendor vendor, Func<Uri, IReadOnlyList<string>> settings)
    {
        (Serial, _settings) = (serial, settings);
        _host = new VendorHost(vendor, new FaultDirector(), TimeProvider.System);
    }

    /// <summary>What can be chosen.</summary>
    internal static IReadOnlyList<string> Kinds { get; } = ["simulator", Fcc, Fiskaltrust, Fiskaly];

    /// <summary>The serial number the branch is to be enrolled under: its client at the TSS.</summary>
    internal string Serial { get; }

    /// <summary>Arguments of the agent's `run`.</summary>
    internal IReadOnlyList<string> Settings => [.. _settings(_host.Url).SelectMany(set => new[] { "--set", set })];

    /// <summary>Starts the simulator of a vendor; null for the TSS that is built in.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="branchId">The branch.</param>
    /// <param name="folder">Where the device keeps its keys, the agent its secret.</param>
    internal static async Task<BranchTss?> StartAsync(string kind, string branchId, string folder)
    {
        if (kind is not (Fcc or Fiskaltrust or Fiskaly))
        {
            return null;
        }

        var device = await SoftwareTss.OpenAsync(folder, new SoftwareTssOptions(), TimeProvider.System);
        var serial = $"DEMO-{branchId.ToUpperInvariant()}";
        var secretFile = Path.Combine(folder, "secret");
        WriteSecret(secretFile);
        var tss = kind switch
        {
            Fcc => ForFcc(device, serial, secretFile),
            Fiskaltrust => ForFiskaltrust(device, folder, serial, secretFile),
            _ => ForFiskaly(device, folder, serial, secretFile),
        };
        await tss._host.StartAsync();
        return tss;
    }

    /// <summary>Answers no more.</summary>
    internal Task BreakAsync() => _host.StopAsync();

    /// <summary>Answers again.</summary>
    internal Task MendAsync() => _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static BranchTss ForFcc(SoftwareTss device, string serial, string secretFile)
    {
        device.Register(serial);
        return new BranchTss(
            serial, new FccSimulator(device, new FccSimulatorOptions { EasCode = Secret }, TimeProvider.System),
            url => [$"Tss:Kind={Fcc}", $"TssFcc:Url={url}", $"TssFcc:EasCodeFile={secretFile}"]);
    }

    private static BranchTss ForFiskaltrust(SoftwareTss device, string folder, string serial, string secretFile)
    {
        var setUp = new FiskaltrustSimulatorOptions { ClientId = serial, AccessToken = Secret };
        return new BranchTss(
            serial, new FiskaltrustSimulator(device, folder, setUp, TimeProvider.System),
            url =>
            [
                $"Tss:Kind={Fiskaltrust}", $"TssFiskaltrust:Url={new Uri(url, "queue/json/v1")}",
                $"TssFiskaltrust:CashBoxId={setUp.CashBoxId}", $"TssFiskaltrust:PosSystemId={setUp.CashBoxId}",
                $"TssFiskaltrust:AccessTokenFile={secretFile}",
            ]);
    }

    private static BranchTss ForFiskaly(SoftwareTss device, string folder, string serial, string secretFile)
    {
        var setUp = new SimulatedFiskalyOptions { ApiSecret = Secret };
        var vendor = new SimulatedFiskaly(device, folder, setUp, TimeProvider.System);
        vendor.Register("5a1f7a5e-8f0c-4f62-8d34-0c1f2b7e9a01", serial);
        return new BranchTss(
            serial, vendor,
            url =>
            [
                $"Tss:Kind={Fiskaly}", $"TssFiskaly:Url={new Uri(url, "api/v2")}", $"TssFiskaly:TssId={setUp.TssId}",
                $"TssFiskaly:ApiKey={setUp.ApiKey}", $"TssFiskaly:ApiSecretFile={secretFile}",
            ]);
    }

    // As an operator would: nobody else on the machine may read it.
    private static void WriteSecret(string path)
    {
        File.WriteAllText(path, Secret);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
