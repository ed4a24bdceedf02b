using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>All TSS of the branch, each driver in a container of its own: two of a kind share nothing.</summary>
internal sealed class TssSet : IDisposable
{
    private readonly List<ServiceProvider> _providers = [];
    private readonly List<BranchTss> _all = [];

    private TssSet()
    {
    }

    /// <summary>The TSS, at least one.</summary>
    public IReadOnlyList<BranchTss> All => _all;

    /// <summary>Opens them; their devices need not answer yet.</summary>
    /// <param name="places">Where they are configured; validated before.</param>
    /// <param name="world">The clock.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="only">The client of a branch that names none.</param>
    /// <param name="identity">Who the agent is.</param>
    /// <param name="logs">Where the drivers log.</param>
    /// <exception cref="IOException">A device is in use by another process.</exception>
    public static TssSet Open(
        IReadOnlyList<TssPlace> places, Surroundings world, AgentFolder folder, EasClient only,
        AgentIdentity identity, ILoggerFactory logs)
    {
        var set = new TssSet();
        try
        {
            foreach (var place in places)
            {
                var own = new AgentFolder(place.FolderIn(folder.Path), world.Credentials);
                own.Create();
                var services = place.Services();
                services.AddSingleton(world.Clock).AddSingleton(world.Chance).AddSingleton(own)
                    .AddSingleton(identity).AddSingleton(logs)
                    .AddSingleton(typeof(ILogger<>), typeof(Logger<>));
                var provider = services.BuildServiceProvider();
                set._providers.Add(provider);
                var options = provider.GetRequiredService<IOptions<TssOptions>>().Value;
                var port = provider.GetRequiredService<ITss>();
                set._all.Add(new BranchTss(
                    place.Name, port, options.IsSimulated,
                    place.Clients() is { Count: > 0 } clients ? clients : [only])
                {
                    Closing = (port as VerifyingTss)?.Closing,
                    Acknowledgement = (port as VerifyingTss)?.Acknowledgement,
                    MaximumTransactionsPerDay = options.MaximumTransactionsPerDay,
                });
            }

            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _providers.ForEach(provider => provider.Dispose());
}

/// <summary>Nothing of its own: what is validated is the configuration of all TSS together.</summary>
internal sealed class TssSetCheck;

/// <summary>Lists every fault of every TSS by its key, before the agent starts.</summary>
internal sealed class TssSetValidation(IConfiguration configuration) : IValidateOptions<TssSetCheck>
{
    public ValidateOptionsResult Validate(string? name, TssSetCheck options)
    {
        var places = TssPlace.Read(configuration);
        var faults = places.SelectMany(place => place.Faults()).ToList();
        if (places[0].IsNamed && configuration.GetSection(TssOptions.Section).Exists())
        {
            faults.Add("Tss is configured beside BranchTss; each TSS stands under BranchTss where there are several.");
        }

        var clients = places.SelectMany(place => place.Clients()).ToList();
        faults.AddRange(Twice(clients.Select(client => client.CashRegisterId))
            .Select(register => $"Tss:Clients names the cash register {register} twice."));
        faults.AddRange(Twice(clients.Select(client => client.SerialNumber))
            .Select(serial => $"Tss:Clients names the EAS serial number {serial} twice."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1).Select(group => group.Key);
}
