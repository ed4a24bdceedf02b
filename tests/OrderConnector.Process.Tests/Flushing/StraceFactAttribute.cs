using System.ComponentModel;
using System.Diagnostics;

namespace OrderConnector.Process.Tests.Flushing;

/// <summary>A test that watches system calls; skipped by name where strace is missing or may not trace.</summary>
public sealed class StraceFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> s_missing = new(FindWhatIsMissing);

    public StraceFactAttribute() => Skip = s_missing.Value;

    private static string? FindWhatIsMissing()
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(new ProcessStartInfo("strace", ["-f", "-o", "/dev/null", "true"])
            {
                RedirectStandardError = true,
            })!;
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "strace is here and may not trace (ptrace is refused): " + said.Trim();
        }
        catch (Win32Exception)
        {
            return "strace is not installed: the order of writes and flushes cannot be seen.";
        }
    }
}
