using System.CommandLine;
using System.CommandLine.Parsing;
using OrderConnector.Functions.Hosting;

namespace OrderConnector.Functions.Administering;

/// <summary>
/// The command line: serve, admin beside it, and verify. Exit code 0 done, 1 refused, 2 not understood.
/// </summary>
public static class CommandLine
{
    private const int NotUnderstood = 2;

    /// <summary>Runs one command.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Surroundings world, CancellationToken cancellationToken = default)
    {
        var parsed = Root(world).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors.Select(error => error.Message).Distinct())
            {
                await world.Error.WriteLineAsync(error);
            }

            await world.Error.WriteLineAsync($"See: {Path(parsed.CommandResult)} --help");
            return NotUnderstood;
        }

        var invocation = new InvocationConfiguration
        {
            Output = world.Out,
            Error = world.Error,
            EnableDefaultExceptionHandler = false,
            // The host hears the signals itself and has its own time to stop.
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, cancellationToken);
    }

    private static RootCommand Root(Surroundings world)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of the store. Default: Store:DataDirectory of the configuration, else ./data",
            Recursive = true,
        };
        var serve = ServeCommand.Build(world, data);
        var root = new RootCommand("OrderConnector: takes online orders and brings them to the branch.");
        root.Options.Add(data);
        foreach (var option in serve.Options)
        {
            root.Options.Add(option);
        }

        root.Action = serve.Action;
        root.Subcommands.Add(serve);
        root.Subcommands.Add(VerifyCommand.Build(world, data));
        root.Subcommands.Add(new Command("admin", "Looks after branches, channels, keys, agents and orders.")
        {
            BranchCommands.Build(world, data),
            ChannelCommands.Build(world, data),
            ContactCommands.Build(world, data),
            KeyCommands.AgentKey(world, data),
            KeyCommands.OperatorKey(world, data),
            HeldCommands.Build(world, data),
            OrderCommands.Build(world, data),
            EmergencyCommands.Build(world, data),
            AgentCommands.Build(world, data),
            RestoredCommand.Build(world, data),
            SetAsideCommands.Build(world, data),
            UserCommands.Build(world, data),
            MigrateCommand.Build(world, data),
            Names.By(),
        });
        return root;
    }

    private static string Path(CommandResult result)
    {
        var path = result.Command.Name;
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            path = $"{parent.Command.Name} {path}";
        }

        return path;
    }
}
