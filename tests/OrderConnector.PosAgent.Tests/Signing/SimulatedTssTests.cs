using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Compliance;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>The simulated TSS keeps what every driver owes, on both curves.</summary>
public abstract class SimulatedTssTests(SimulatedCurve curve) : TssCompliance, IDisposable
{
    private readonly TempFolder _folder = new();

    public sealed class OnNistP256() : SimulatedTssTests(SimulatedCurve.NistP256);

    public sealed class OnBrainpoolP384() : SimulatedTssTests(SimulatedCurve.BrainpoolP384);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whatever_it_signs_is_a_test() => Assert.True((await Finish(await Start(), Receipt)).Key.Test);

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_its_key() => Assert.All(
        Directory.GetFiles(_folder.Path, "tss-simulator.db*"),
        file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

    [Fact]
    public async Task Its_algorithm_follows_from_its_curve()
    {
        var key = Done(await Tss.InfoAsync(default)).Key;

        Assert.Equal(
            curve == SimulatedCurve.NistP256 ? ("ecdsa-plain-SHA256", 65) : ("ecdsa-plain-SHA384", 97),
            (key.Algorithm, key.PublicKey.Length));
        Assert.Equal("unixTime", key.LogTimeFormat);
    }

    protected override Task<ITss> OpenAsync() => Task.FromResult<ITss>(
        SimulatedTss.Open(_folder.Path, new SimulatedTssOptions { Curve = curve }, TimeProvider.System));

    protected override Task CloseAsync(ITss tss)
    {
        ((SimulatedTss)tss).Dispose();
        return Task.CompletedTask;
    }

    protected override Task BreakAsync() =>
        File.WriteAllTextAsync(Path.Combine(_folder.Path, "tss-simulator.outage"), "Stromausfall");

    protected override Task MendAsync()
    {
        File.Delete(Path.Combine(_folder.Path, "tss-simulator.outage"));
        return Task.CompletedTask;
    }
}
