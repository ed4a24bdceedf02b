using System.CommandLine;
using System.Text.Json;
using OrderConnector.Bench.Loading;
using OrderConnector.Bench.Measuring;
using OrderConnector.Bench.Stocking;
using OrderConnector.Simulators.Stocking;

namespace OrderConnector.Bench;

/// <summary>Measures the running product; each bar is a ratio within one run.</summary>
internal static class Program
{
    private const int Rounds = 3;

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
        root.Subcommands.Add(Mode("latency", "From post to signed, idle and under load; memory.", seconds, LatencyAsync));
        root.Subcommands.Add(Mode("agent", "The agent with a TSS of 0, 50 and 200 ms, and with four.", seconds, AgentAsync));
        root.Subcommands.Add(MillionMode(seconds));
        root.Subcommands.Add(PortalMode());
        root.Subcommands.Add(Mode("all", "All of them, on one world, before and after a million orders.", seconds,
            (table, time) => MillionAsync(table, time, 1_000_000)));
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
        var ordinary = new Option<bool>("--ordinary") { Description = "With HttpClient instead of raw sockets." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new Command("load", "Posts orders to a cloud app that runs already.")
        {
            urls, key, branch, connections, ordinary, json,
        };
        command.SetAction(async (parsed, _) =>
        {
            var time = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            var result = await LoadAsync(
                new Uri(parsed.GetValue(urls)!), parsed.GetValue(key)!, parsed.GetValue(branch)!, time,
                parsed.GetValue(connections), parsed.GetValue(ordinary));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result));
                return;
            }

            new Table(Console.Out).Row(
                "load", Table.PerSecond(result.PerSecond),
                $"p50 {Table.Milliseconds(result.Median)}, p99 {Table.Milliseconds(result.Late)}",
                $"{result.Refused} not 201");
        });
        return command;
    }

    private static async Task<LoadResult> LoadAsync(
        Uri target, string key, string branch, TimeSpan time, int connections, bool ordinary)
    {
        if (!ordinary)
        {
            Load.PrepareSockets();
            return await Load.RunAsync(target, new OrderRequests(target, key, branch), time, connections);
        }

        // The client is compiled while it runs: what comes before that is not what is measured.
        var before = await OrdinaryLoad.RunAsync(target, key, branch, TimeSpan.FromSeconds(2), connections);
        var result = await OrdinaryLoad.RunAsync(target, key, branch, time, connections);
        return result with { Orders = before.Orders + result.Orders };
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

    private static Command MillionMode(Option<int> seconds)
    {
        var orders = Size("--orders", "How many orders are stored.", 1_000_000);
        var command = new Command("million", "All of them with a million orders stored.") { orders };
        command.SetAction(async (parsed, _) =>
        {
            Load.PrepareSockets();
            await MillionAsync(
                new Table(Console.Out), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(orders));
        });
        return command;
    }

    private static Command PortalMode()
    {
        var orders = Size("--orders", "How many orders are stored.", 1_000_000);
        var branches = Size("--branches", "In how many branches.", 200);
        var waiting = Size("--waiting", "How many orders wait besides.", 5_000);
        var command = new Command("portal", "How long each page takes with a million orders stored.")
        {
            orders, branches, waiting,
        };
        command.SetAction(async (parsed, _) =>
        {
            var each = parsed.GetValue(orders) / parsed.GetValue(branches);
            await using var world = await BenchWorld.StartAsync();
            await PortalBench.RunAsync(
                new Table(Console.Out), world,
                new EstateSize(
                    parsed.GetValue(branches), each - (each % 200), parsed.GetValue(waiting), Incidents: 100,
                    Acts: 100_000));
        });
        return command;
    }

    private static Option<int> Size(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };

    private static async Task IntakeAsync(Table table, TimeSpan time)
    {
        table.Head($"Intake, {Load.Connections} connections");
        await using var world = await BenchWorld.StartAsync();
        await IntakeBench.RunAsync(table, world, Rounds, time);
    }

    private static async Task LatencyAsync(Table table, TimeSpan time)
    {
        table.Head("Post to signed, TSS of 0 ms");
        await using var world = await BenchWorld.StartAsync();
        await LatencyBench.RunAsync(table, world);
    }

    private static async Task AgentAsync(Table table, TimeSpan time)
    {
        table.Head("Agent");
        await using var world = await BenchWorld.StartAsync();
        await AgentBench.RunAsync(table, world);
    }

    // One world, so that before and after differ in nothing but the stock.
    private static async Task MillionAsync(Table table, TimeSpan time, int orders)
    {
        await using var world = await BenchWorld.StartAsync();
        table.Head("With an empty store");
        var before = await MeasureAsync(table, world, time);
        table.Head("Stocking");
        await Stock.AddAsync(table, world, orders);
        table.Head(FormattableString.Invariant($"With {orders:#,0} orders stored"));
        var after = await MeasureAsync(table, world, time);
        table.Head("Slower by");
        table.Ratio("durable intake", before.Intake / after.Intake);
        table.Ratio("post to signed", after.Signed / before.Signed);
        table.Ratio("agent", before.Agent / after.Agent);
    }

    private static async Task<(double Intake, TimeSpan Signed, double Agent)> MeasureAsync(
        Table table, BenchWorld world, TimeSpan time)
    {
        var intake = await IntakeBench.RunAsync(table, world, Rounds, time);
        var signed = await LatencyBench.RunAsync(table, world);
        return (intake, signed, await AgentBench.RunAsync(table, world));
    }
}
