using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>One admin command at work: the same store a serving process may have open.</summary>
public sealed class AdminSession(Surroundings world, IServiceProvider services, string actor)
{
    /// <summary>Who does it, for the records: "operator:anna".</summary>
    public string Actor { get; } = actor;

    /// <summary>The store.</summary>
    public IOrderStore Store { get; } = services.GetRequiredService<IOrderStore>();

    /// <summary>The audit log.</summary>
    public IAuditStore Audit { get; } = services.GetRequiredService<IAuditStore>();

    /// <summary>Users and sessions of the portal.</summary>
    public IAccessStore Access { get; } = services.GetRequiredService<IAccessStore>();

    /// <summary>Looks after users.</summary>
    public UserKeeper Users { get; } = services.GetRequiredService<UserKeeper>();

    /// <summary>Looks after contacts and deadlines.</summary>
    public AlertKeeper Alerts { get; } = services.GetRequiredService<AlertKeeper>();

    /// <summary>Where people act in an emergency.</summary>
    public EmergencyDesk Emergencies { get; } = services.GetRequiredService<EmergencyDesk>();

    /// <summary>What alerts remember.</summary>
    public IAlertStore AlertStore { get; } = services.GetRequiredService<IAlertStore>();

    /// <summary>The queue that tells the branches.</summary>
    public IDeliveryQueue Queue { get; } = services.GetRequiredService<IDeliveryQueue>();

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => world.Clock.GetUtcNow();

    /// <summary>Opens the store, does the work, closes it; a store that cannot be used is exit code 1.</summary>
    public static Task<int> RunAsync(
        Surroundings world, ParseResult parsed, Option<string> data,
        Func<AdminSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        RunAsync(world, parsed, data, [], changesDirectory: false, work, cancellationToken);

    /// <summary>The same for work that changes keys, agents, branches or channels: instances must hear of it.</summary>
    public static Task<int> ChangeAsync(
        Surroundings world, ParseResult parsed, Option<string> data,
        Func<AdminSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        RunAsync(world, parsed, data, [], changesDirectory: true, work, cancellationToken);

    /// <summary>Opens the store with the right to change its schema, which brings it up to date.</summary>
    public static Task<int> MigrateAsync(
        Surroundings world, ParseResult parsed, Option<string> data,
        Func<AdminSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        RunAsync(
            world, parsed, data, [new("Store:Migrate", "true")], changesDirectory: false, work, cancellationToken);

    private static async Task<int> RunAsync(
        Surroundings world, ParseResult parsed, Option<string> data,
        IReadOnlyList<KeyValuePair<string, string?>> settings, bool changesDirectory,
        Func<AdminSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables();
        builder.AddCloudSettings(new CloudSettings(parsed.GetValue(data), null, settings));
        IConfiguration configuration = builder.Build();
        var services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddLogging()
            .AddSingleton(world.Clock)
            .AddSingleton(world.Random);
        world.AddStages(services, configuration);
        await using var provider = services.BuildServiceProvider();
        try
        {
            var store = provider.GetRequiredService<IOrderStore>();
            await store.MigrateAsync(cancellationToken);
            var admin = new AdminSession(world, provider, Names.Operator(parsed, world.Person));
            return changesDirectory
                && !await provider.GetRequiredService<DirectoryMark>().TryChangeAsync(cancellationToken)
                ? admin.Refuse("The storage queues do not answer; nothing was changed, as nobody would hear of it.")
                : await work(admin, cancellationToken);
        }
        catch (OptionsValidationException wrong)
        {
            foreach (var failure in wrong.Failures)
            {
                await world.Error.WriteLineAsync(failure);
            }

            return 1;
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            var place = provider.GetRequiredService<IOptions<StoringOptions>>().Value.Place;
            await world.Error.WriteLineAsync($"The store in {place} cannot be used: {exception.Message}");
            return 1;
        }
    }

    /// <summary>Makes a key.</summary>
    public SecretKey NewKey(string prefix)
    {
        Span<byte> bytes = stackalloc byte[40];
        world.Random(bytes);
        return SecretKey.From(prefix, bytes);
    }

    /// <summary>A line of standard input; null at its end.</summary>
    public string? ReadLine() => world.In.ReadLine();

    /// <summary>Says what was done.</summary>
    public int Done(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            world.Out.WriteLine(line);
        }

        return 0;
    }

    /// <summary>Says why nothing was done.</summary>
    public int Refuse(string sentence)
    {
        world.Error.WriteLine(sentence);
        return 1;
    }
}
