using System.ComponentModel;
using System.Diagnostics;

namespace OrderConnector.Simulators.Processes;

/// <summary>
/// A script of `tests` that prints where a program lies, having fetched it where it is not. It runs once, when first
/// asked.
/// </summary>
/// <param name="script">Its file: "azurite.sh".</param>
/// <param name="program">What it finds, as a person calls it: "Azurite".</param>
public sealed class ToolScript(string script, string program)
{
    private readonly Lazy<(string? Place, string? Missing)> _found = new(() => Find(script, program));

    /// <summary>Why there is none; null where it can be started.</summary>
    public string? Missing => _found.Value.Missing;

    /// <summary>What the script printed.</summary>
    public string Place => _found.Value.Place ?? throw new InvalidOperationException(Missing);

    private static (string? Place, string? Missing) Find(string script, string program)
    {
        if (OperatingSystem.IsWindows())
        {
            return (null, $"{program} is installed by a shell script, which this system has not.");
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", [InTree(script)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = process.StandardError.ReadToEndAsync();
            var place = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0
                ? (place, null)
                : (null, $"{program} is not here: {said.GetAwaiter().GetResult().Trim()}");
        }
        catch (Win32Exception)
        {
            return (null, $"{program} is not here: bash is not installed.");
        }
    }

    private static string InTree(string script)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrderConnector.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This does not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", script);
    }
}
