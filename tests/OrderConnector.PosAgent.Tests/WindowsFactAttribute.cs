namespace OrderConnector.PosAgent.Tests;

/// <summary>A duty that only a Windows machine can show.</summary>
public sealed class WindowsFactAttribute : FactAttribute
{
    /// <summary>Skips elsewhere, and says so.</summary>
    public WindowsFactAttribute() => Skip = OperatingSystem.IsWindows() ? null : "Needs Windows: its data protection.";
}
