using System.ComponentModel;
using System.Diagnostics;

namespace OrderConnector.Demo.Showing;

/// <summary>The browser of whoever watches.</summary>
internal static class Browser
{
    /// <summary>Opens a page; false where there is no screen to open it on.</summary>
    internal static bool TryOpen(string url)
    {
        var hasScreen = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            || Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is { Length: > 0 };
        if (!hasScreen)
        {
            return false;
        }

        try
        {
            using var browser = Process.Start(new ProcessStartInfo(url) { UseShellExecute = true });
            return true;
        }
        catch (Exception failure) when (failure is Win32Exception or FileNotFoundException)
        {
            return false;
        }
    }
}
