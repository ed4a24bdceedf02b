using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace OrderConnector.Simulators.Processes;

/// <summary>Where Azurite lies on this machine; `tests/azurite.sh` installs it where it is not.</summary>
public static class AzuriteProgram
{
    private static readonly Lazy<(string? Main, string? Missing)> s_found = new(Find);

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing => s_found.Value.Missing;

    /// <summary>The script that node runs.</summary>
    public static string Main => s_found.Value.Main ?? throw new InvalidOperationException(Missing);

    private static (string? Main, string? Missing) Find()
    {
        if (OperatingSystem.IsWindows())
        {
            return (null, "Azurite is installed by a shell script, which this system has not.");
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", [Script()])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = process.StandardError.ReadToEndAsync();
            var main = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0
                ? (main, null)
                : (null, "Azurite is not here: " + said.GetAwaiter().GetResult().Trim());
        }
        catch (Win32Exception)
        {
            return (null, "Azurite is not here: bash is not installed.");
        }
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrderConnector.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This does not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "azurite.sh");
    }
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
