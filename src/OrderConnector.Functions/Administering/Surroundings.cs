using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Administering;

/// <summary>What the command line touches of the world.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Random">The source of keys.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Person">Login name of whoever runs the command.</param>
/// <param name="AddStages">Adds the stages, as Program.cs lists them.</param>
public sealed record Surroundings(
    TimeProvider Clock, RandomBytes Random, TextWriter Out, TextWriter Error, string Person,
    Action<IServiceCollection, IConfiguration> AddStages)
{
    /// <summary>Standard input, for passwords.</summary>
    public TextReader In { get; init; } = TextReader.Null;
}
