using Xunit;

namespace OrderConnector.Simulators.Processes;

/// <summary>Where Azurite lies on this machine; `tests/azurite.sh` installs it where it is not.</summary>
public static class AzuriteProgram
{
    private static readonly ToolScript s_script = new("azurite.sh", "Azurite");

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing => s_script.Missing;

    /// <summary>The script that node runs.</summary>
    public static string Main => s_script.Place;
}

/// <summary>A test of real storage queues; skipped by name where Azurite cannot be had.</summary>
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = AzuriteProgram.Missing;
}

/// <summary>A table of tests of real storage queues; skipped by name where Azurite cannot be had.</summary>
public sealed class AzuriteTheoryAttribute : TheoryAttribute
{
    public AzuriteTheoryAttribute() => Skip = AzuriteProgram.Missing;
}
