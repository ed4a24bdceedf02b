namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>A test of the published handler, which is made for linux-x64.</summary>
public sealed class LinuxFactAttribute : FactAttribute
{
    internal const string Missing = "The published handler runs on Linux only.";

    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : Missing;
}

/// <summary>The same with data.</summary>
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : LinuxFactAttribute.Missing;
}
