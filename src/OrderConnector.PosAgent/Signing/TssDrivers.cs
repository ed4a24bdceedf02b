using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Signing.FiskalCloudConnector;
using OrderConnector.PosAgent.Signing.Fiskaltrust;
using OrderConnector.PosAgent.Signing.Fiskaly;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.PosAgent.Signing;

/// <summary>A driver the configuration can choose.</summary>
/// <param name="Kind">Value of Tss:Kind.</param>
/// <param name="AddOptions">Binds the driver's own section and has it validated at start.</param>
/// <param name="Open">Opens it; its device need not answer yet.</param>
/// <param name="SetUp">What an operator does at it; null where there is nothing to set up.</param>
internal sealed record TssDriver(
    string Kind, Action<IServiceCollection, IConfiguration> AddOptions, Func<IServiceProvider, ITss> Open,
    TssSetUp? SetUp = null);

/// <summary>All drivers there are; a vendor's words stand in its own folder and nowhere else.</summary>
internal static class TssDrivers
{
    internal const string Simulator = "simulator";

    private static readonly TssDriver[] s_all =
    [
        new(Simulator, AddSimulator, OpenSimulator),
        new(FccDriver.Kind, FccDriver.AddOptions, FccDriver.Open, FccDriver.SetUp),
        new(
            FiskaltrustDriver.Kind, FiskaltrustDriver.AddOptions, FiskaltrustDriver.Open, FiskaltrustDriver.SetUp),
        new(FiskalyDriver.Kind, FiskalyDriver.AddOptions, FiskalyDriver.Open, FiskalyDriver.SetUp),
    ];

    internal static IEnumerable<string> Kinds => s_all.Select(driver => driver.Kind);

    internal static TssDriver? Find(string kind) => Array.Find(s_all, driver => driver.Kind == kind);

    /// <summary>Options of the chosen driver, and the TSS itself, its signatures verified.</summary>
    internal static IServiceCollection AddSigning(this IServiceCollection services, IConfiguration configuration)
    {
        var production = configuration.GetValue<bool>("Agent:Production");
        var section = configuration.GetSection(TssOptions.Section);
        services.AddSingleton<IValidateOptions<TssOptions>>(new TssOptionsValidation(production));
        services.AddOptionsWithValidateOnStart<TssOptions>().Bind(section);
        var driver = Find(section.Get<TssOptions>()?.Kind ?? Simulator);
        if (driver is null)
        {
            // The validation of the options will say so.
            return services;
        }

        driver.AddOptions(services, configuration);
        return services.AddSingleton(driver).AddSingleton<ITss>(provider => new VerifyingTss(
            driver.Open(provider), production, provider.GetRequiredService<ILogger<VerifyingTss>>()));
    }

    private static void AddSimulator(IServiceCollection services, IConfiguration configuration) => services
        .AddOptionsWithValidateOnStart<SimulatedTssOptions>()
        .Bind(configuration.GetSection(SimulatedTssOptions.Section)).ValidateDataAnnotations();

    private static SimulatedTss OpenSimulator(IServiceProvider services) => SimulatedTss.Open(
        services.GetRequiredService<AgentFolder>().Path,
        services.GetRequiredService<IOptions<SimulatedTssOptions>>().Value,
        services.GetRequiredService<TimeProvider>());
}
