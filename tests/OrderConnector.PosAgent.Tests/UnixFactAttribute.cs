namespace OrderConnector.PosAgent.Tests;

/// <summary>A duty that only a Unix machine can show.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    /// <summary>Skips elsewhere, and says so.</summary>
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Needs a Unix: file modes, pipes." : null;
}
