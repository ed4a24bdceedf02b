using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>One admin command at work: the same store a serving process may have open.</summary>
public sealed class AdminSession(Surroundings world, IOrderStore store, string actor)
{
    /// <summary>Who does it, for the records: "operator:anna".</summary>
    public string Actor { get; } = actor;

    /// <summary>The store.</summary>
    public IOrderStore Store { get; } = store;

    /// <summary>The moment.</summary>
    public DateTimeOffset Now => world.Clock.GetUtcNow();

    /// <summary>Opens the store, does the work, closes it; a store that cannot be used is exit code 1.</summary>
    public static async Task<int> RunAsync(
        Surroundings world, ParseResult parsed, Option<string> data,
        Func<AdminSession, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true).AddEnvironmentVariables();
        builder.AddCloudSettings(new CloudSettings(parsed.GetValue(data), null, []));
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
            return await work(new AdminSession(world, store, Names.Operator(parsed, world.Person)), cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            var folder = provider.GetRequiredService<IOptions<StoringOptions>>().Value.DataDirectory;
            await world.Error.WriteLineAsync($"The store in {folder} cannot be used: {exception.Message}");
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
