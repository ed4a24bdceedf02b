namespace OrderConnector.Fiscal.Tests.Samples;

/// <summary>A test over the published samples; where they are not at hand it is skipped and says what it misses.</summary>
public sealed class SamplesFactAttribute : FactAttribute
{
    private const string Variable = "ORDERCONNECTOR_SAMPLES";

    public SamplesFactAttribute()
    {
        if (Folder is null)
        {
            Skip = $"{Variable} is not set: the published samples are not at hand.";
        }
    }

    internal static string Path(params string[] parts) => System.IO.Path.Combine([Folder!, .. parts]);

    private static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? folder
        : null;
}
