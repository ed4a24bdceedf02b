using System.Security.Cryptography;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Hosting;

// The branch process. BranchFlow.cs tells the way of an order through it; here only clock and chance are chosen.
return await CommandLine.RunAsync(args, new Surroundings(
    TimeProvider.System,
    new BranchChance(Random.Shared.NextDouble, RandomNumberGenerator.GetBytes),
    Console.Out,
    Console.Error,
    Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"),
    // Staff come by sudo as the service's user; on record is the person, not that user.
    Environment.GetEnvironmentVariable("SUDO_USER") ?? Environment.UserName)
{
    In = Console.In,
});
