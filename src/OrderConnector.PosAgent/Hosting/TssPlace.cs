using System.CommandLine;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>
/// Where a TSS is configured: at the root ("Tss:Kind" …) where the branch has one, or the same keys under
/// "BranchTss:name:" where it has several.
/// </summary>
/// <param name="Name">What journal and people call it.</param>
/// <param name="Configuration">Its keys, as if it were the only one.</param>
/// <param name="Prefix">Stands before its keys in the whole configuration.</param>
internal sealed record TssPlace(string Name, IConfiguration Configuration, string Prefix)
{
    private const string Section = "BranchTss";
    private const int LongestName = 20;

    /// <summary>All of a configuration, in the order of their names.</summary>
    public static IReadOnlyList<TssPlace> Read(IConfiguration configuration)
    {
        var production = configuration["Agent:Production"];
        var several = configuration.GetSection(Section).GetChildren().ToList();
        return several.Count == 0
            ? [new TssPlace(TssHistory.OnlyTss, configuration, "")]
            : [.. several.Select(one => new TssPlace(
                one.Key,
                new ConfigurationBuilder().AddConfiguration(one)
                    .AddInMemoryCollection([new("Agent:Production", production)]).Build(),
                $"{Section}:{one.Key}:"))];
    }

    /// <summary>Which of several a command is about.</summary>
    public static Option<string?> Option() => new("--tss")
    {
        Description = "Name of the TSS, where the branch has several.",
    };

    /// <summary>The configuration of an agent that does not run.</summary>
    public static IConfigurationRoot ConfigurationOf(
        AgentFolder folder, IReadOnlyList<KeyValuePair<string, string?>> settings) => new ConfigurationBuilder()
            .AddEnvironmentVariables().AddJsonFile(folder.Settings, optional: true).AddInMemoryCollection(settings)
            .Build();

    /// <summary>The one a name means, or a sentence that tells the names there are.</summary>
    public static (TssPlace? Place, string? Fault) Choose(IConfiguration configuration, string? name)
    {
        var places = Read(configuration);
        var found = name is null && places.Count == 1 ? places[0] : places.FirstOrDefault(place => place.Name == name);
        return (found, found is null
            ? $"--tss must name one of: {string.Join(", ", places.Select(place => place.Name))}."
            : null);
    }

    /// <summary>Whether it is one of several.</summary>
    public bool IsNamed => Prefix.Length > 0;

    /// <summary>What a driver keeps lies here; apart for each of several.</summary>
    public string FolderIn(string dataFolder) => IsNamed ? Path.Combine(dataFolder, $"tss-{Name}") : dataFolder;

    /// <summary>Everything wrong with it, by its whole keys; opens nothing.</summary>
    public IEnumerable<string> Faults()
    {
        if (IsNamed && (Name.Length > LongestName || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)
            || c == '-')))
        {
            yield return $"{Prefix[..^1]} must be named by 1 to {LongestName} of a-z 0-9 and '-'.";
        }

        foreach (var fault in OptionFaults())
        {
            // What concerns the whole agent keeps its own key.
            yield return IsNamed && fault.StartsWith("Agent:", StringComparison.Ordinal)
                ? $"{Prefix[..^1]}: {fault}"
                : Prefix + fault;
        }

        var clients = Clients();
        if (IsNamed && clients.Count == 0)
        {
            yield return $"{Prefix}Tss:Clients must name a cash register and its EAS serial number.";
        }

        foreach (var client in clients)
        {
            if (!ReceiptIds.IsRegister(client.CashRegisterId))
            {
                yield return $"{Prefix}Tss:Clients:{client.CashRegisterId} must be named by 1 to "
                    + $"{ReceiptIds.LongestRegister} of A-Z a-z 0-9 and '-'.";
            }

            if (!EasSerialNumbers.IsValid(client.SerialNumber))
            {
                yield return $"{Prefix}Tss:Clients:{client.CashRegisterId}: {EasSerialNumbers.Rule}";
            }
        }
    }

    /// <summary>The cash registers named with their EAS serial numbers; empty where none is.</summary>
    public IReadOnlyList<EasClient> Clients() =>
        [.. Configuration.GetSection("Tss:Clients").GetChildren()
            .Select(client => new EasClient(client.Value ?? "", client.Key))];

    /// <summary>What the driver is made of and finds its options in.</summary>
    public ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddSigning(Configuration);
        return services;
    }

    private List<string> OptionFaults()
    {
        using var provider = Services().BuildServiceProvider();
        try
        {
            provider.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (OptionsValidationException faults)
        {
            return [.. faults.Failures];
        }
        catch (AggregateException several)
        {
            return [.. several.InnerExceptions.OfType<OptionsValidationException>().SelectMany(one => one.Failures)];
        }
    }
}
