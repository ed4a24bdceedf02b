using System.Security.Cryptography;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Authenticating;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Reporting;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions;

/// <summary>The cloud process: its stages in the order of an order's way; IntakeFlow.cs tells the way itself.</summary>
public static class Program
{
    /// <summary>Runs a command; "serve" where none is named.</summary>
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, new Surroundings(
        TimeProvider.System, RandomNumberGenerator.Fill, Console.Out, Console.Error,
        Environment.GetEnvironmentVariable("SUDO_USER") ?? Environment.UserName,
        (services, configuration) => services.AddStages(configuration)) { In = Console.In });

    /// <summary>The stages.</summary>
    public static IServiceCollection AddStages(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddIntake()
            .AddStoring(configuration)
            .AddDelivering()
            .AddCollecting()
            .AddReporting()
            .AddAlerting()
            .AddAdministering()
            .AddAuthenticating()
            .AddHosting(configuration);
}
