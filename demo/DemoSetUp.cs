namespace OrderConnector.Demo;

/// <summary>What is chosen on the command line about the parts that run.</summary>
/// <param name="Azure">The cloud side as it runs in Azure.</param>
/// <param name="Tss">How the branches sign; one of <see cref="Starting.BranchTss.Kinds"/>.</param>
internal sealed record DemoSetUp(bool Azure, string Tss);
