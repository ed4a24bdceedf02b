using System.CommandLine;
using OrderConnector.Bench.Loading;
using OrderConnector.Bench.Measuring;

namespace OrderConnector.Bench;

/// <summary>Measures the running product; each bar is a ratio within one run.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each stretch of load lasts.",
            DefaultValueFactory = _ => 5,
            Recursive = true,
        };
        var urls = new Option<string>("--urls") { Description = "Where to listen.", Required = true };
        var empty = new Command("serve-empty", "The empty endpoint alone.") { urls };
        empty.SetAction((parsed, _) => EmptyEndpoint.ServeAsync(parsed.GetValue(urls)!));
        var root = new RootCommand("Measures OrderConnector; prints a table.") { seconds, empty };
        root.Subcommands.Add(Mode("intake", "Durable intake over HTTP against an empty endpoint.", seconds, IntakeAsync));
        return root.Parse(args).InvokeAsync();
    }

    private static Command Mode(
        string name, string description, Option<int> seconds, Func<Table, TimeSpan, Task> run)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, _) =>
        {
            Load.PrepareSockets();
            await run(new Table(Console.Out), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
        });
        return command;
    }

    private static async Task IntakeAsync(Table table, TimeSpan time)
    {
        table.Head($"Intake, {Load.Connections} connections");
        await using var cloud = await BenchCloud.StartAsync();
        await IntakeBench.RunAsync(table, cloud, rounds: 3, time);
    }
}
