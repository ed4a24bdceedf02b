namespace OrderConnector.Functions.Tests.Collecting;

/// <summary>What is judged by the clock on the wall runs alone, or it would measure the tests beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AgainstTheClock
{
    public const string Name = "Against the clock";
}
