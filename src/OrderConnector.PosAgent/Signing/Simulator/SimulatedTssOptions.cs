using System.ComponentModel.DataAnnotations;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>The curve of a simulated TSS; chosen once, when it is made.</summary>
public enum SimulatedCurve
{
    /// <summary>secp256r1 with "ecdsa-plain-SHA256".</summary>
    NistP256,

    /// <summary>brainpoolP384r1 with "ecdsa-plain-SHA384", as most certified TSS sign.</summary>
    BrainpoolP384,
}

/// <summary>
/// The simulated TSS, section "TssSimulator". It is for tests and demonstrations: all it signs says so.
/// </summary>
public sealed class SimulatedTssOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "TssSimulator";

    /// <summary>The curve a new one gets; another one than an existing device has is refused at start.</summary>
    [EnumDataType(typeof(SimulatedCurve))]
    public SimulatedCurve Curve { get; set; } = SimulatedCurve.NistP256;

    /// <summary>How long a start and a finish take together; the device does one thing at a time.</summary>
    [Range(0, 60_000)]
    public int LatencyMilliseconds { get; set; }

    /// <summary>More than so many open transactions are refused.</summary>
    [Range(1, 100_000)]
    public int MaximumOpenTransactions { get; set; } = 2_000;
}
