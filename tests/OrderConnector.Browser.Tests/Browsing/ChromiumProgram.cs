using OrderConnector.Simulators.Processes;

namespace OrderConnector.Browser.Tests.Browsing;

/// <summary>Where Chromium lies on this machine; `tests/browser.sh` installs it where it is not and may be.</summary>
internal static class ChromiumProgram
{
    private static readonly ToolScript s_script = new("browser.sh", "Chromium");

    internal static string? Missing => s_script.Missing;

    internal static string Path => s_script.Place;
}

/// <summary>A test in a real browser; skipped by name where Chromium cannot be had.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = ChromiumProgram.Missing;
}

/// <summary>A table of tests in a real browser; skipped by name where Chromium cannot be had.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = ChromiumProgram.Missing;
}

/// <summary>A test in a real browser that sends real mail; skipped by name where one of them cannot be had.</summary>
public sealed class ChromiumAndMailFactAttribute : FactAttribute
{
    public ChromiumAndMailFactAttribute() => Skip = ChromiumProgram.Missing ?? MailServerProgram.Missing;
}
