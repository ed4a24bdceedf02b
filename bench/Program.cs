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
        var root = new RootCommand("Measures OrderConnector; prints a table.") { seconds, empty, LoadAlone(urls, seconds) };
        root.Subcommands.Add(Mode("intake", "Durable intake over HTTP against an empty endpoint.", seconds, IntakeAsync));
        return root.Parse(args).InvokeAsync();
    }

    // For a profiler: load on a server that runs already.
    private static Command LoadAlone(Option<string> urls, Option<int> seconds)
    {
        var key = new Option<string>("--key") { Description = "A channel key.", Required = true };
        var branch = new Option<string>("--branch") { Description = "The branch.", Required = true };
        var connections = new Option<int>("--connections")
        {
            Description = "How many.",
            DefaultValueFactory = _ => Load.Connections,
        };
        var command = new Command("load", "Posts orders to a cloud app that runs already.")
        {
            urls, key, branch, connections,
        };
        command.SetAction(async (parsed, _) =>
        {
            Load.PrepareSockets();
            var target = new Uri(parsed.GetValue(urls)!);
            var result = await Load.RunAsync(
                target, new OrderRequests(target, parsed.GetValue(key)!, parsed.GetValue(branch)!),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(connections));
            new Table(Console.Out).Row(
                "load", Table.PerSecond(result.PerSecond),
                $"p50 {Table.Milliseconds(result.Median)}, p99 {Table.Milliseconds(result.Late)}",
                $"{result.Refused} not 201");
        });
        return command;
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
