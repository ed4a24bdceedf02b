using Xunit;

namespace OrderConnector.Simulators.Processes;

/// <summary>Where exim4 lies on this machine; `tests/mailserver.sh` fetches it where it is not.</summary>
public static class MailServerProgram
{
    private static readonly ToolScript s_script = new("mailserver.sh", "exim4");

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing => s_script.Missing;

    /// <summary>The executable.</summary>
    internal static string Executable => Path.Combine(s_script.Place, "exim4");

    /// <summary>Libraries that came with it.</summary>
    internal static string Libraries => Path.Combine(s_script.Place, "lib");
}

/// <summary>A test of real mail; skipped by name where the mail server cannot be had.</summary>
public sealed class MailServerFactAttribute : FactAttribute
{
    public MailServerFactAttribute() => Skip = MailServerProgram.Missing;
}
