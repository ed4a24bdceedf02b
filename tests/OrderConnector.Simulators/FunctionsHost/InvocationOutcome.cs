namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>What became of a call of a trigger.</summary>
/// <param name="Succeeded">Whether the host takes it as done.</param>
/// <param name="Detail">Why not.</param>
public sealed record InvocationOutcome(bool Succeeded, string Detail)
{
    public static InvocationOutcome Done { get; } = new(true, "");

    internal static InvocationOutcome Failed(string why) => new(false, why);
}
