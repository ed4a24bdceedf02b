namespace OrderConnector.PosAgent.Hosting;

/// <summary>What the command line touches of the world.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Chance">Jitter, salts and ids.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Credentials">The folder of systemd credentials; null where there is none.</param>
/// <param name="Person">Login name of whoever runs the command.</param>
public sealed record Surroundings(
    TimeProvider Clock, BranchChance Chance, TextWriter Out, TextWriter Error, string? Credentials, string Person)
{
    /// <summary>Standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Software version.</summary>
    public static string Version =>
        typeof(Surroundings).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
