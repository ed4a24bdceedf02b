using System.CommandLine;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Releasing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>The command line. Exit code 0 done, 1 refused or broken, 2 not understood, 3 a person must act.</summary>
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

            await world.Error.WriteLineAsync("See: --help");
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

    /// <summary>The folder an option names.</summary>
    public static AgentFolder FolderOf(Surroundings world, ParseResult parsed, Option<string> data) =>
        new(parsed.GetValue(data)!, world.Credentials);

    private static RootCommand Root(Surroundings world)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder of the agent: identity, secret, journal.",
            Required = true,
            Recursive = true,
        };
        var root = new RootCommand("OrderConnector: signs a branch's online orders and hands them to the till.")
        {
            EnrolCommand.Build(world, data),
            RunCommand.Build(world, data),
            VerifyCommand.Build(world, data),
            RecoverCommand.Build(world, data),
            ExportCommand.Build(world, data),
            OutagesCommand.Build(world, data),
        };
        StaffCommands.Build(world, data).ToList().ForEach(root.Subcommands.Add);
        TssCommands.AddTo(root.Subcommands.Single(command => command.Name == "tss"), world, data);
        root.Options.Add(data);
        return root;
    }
}
