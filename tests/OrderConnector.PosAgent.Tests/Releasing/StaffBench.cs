using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.PosAgent.Hosting;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.PosAgent.Tests.Releasing;

/// <summary>A branch that answers staff on a real socket, and the command line that talks to it.</summary>
internal sealed class StaffBench : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private WebApplication? _agent;

    public Branch Branch { get; } = new();

    public string Folder => _folder.Path;

    public string Socket => StaffSocket.PathIn(_folder.Path);

    public static async Task<StaffBench> OpenAsync()
    {
        var bench = new StaffBench();
        await bench.StartAsync();
        return bench;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(Branch.Flow);
        builder.AddReleasing(Folder);
        _agent = builder.Build();
        _agent.UseRouting();
        _agent.MapReleasing();
        await _agent.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_agent is not null)
        {
            await _agent.StopAsync();
            await _agent.DisposeAsync();
            _agent = null;
        }
    }

    /// <summary>An order that waits for staff; answers its number.</summary>
    public async Task<long> WaitingAsync(string externalId)
    {
        var order = Branch.Order(externalId);
        order["release"] = "held";
        return await ArriveAsync(order);
    }

    /// <summary>An order that goes its way by itself; answers its number.</summary>
    public async Task<long> ArriveAsync(JsonObject order)
    {
        Branch.Cloud.Queue(order);
        await Branch.PassAsync(TimeSpan.FromSeconds(2));
        return order["number"]!.GetValue<int>();
    }

    /// <summary>Runs a command of the agent's command line against this branch.</summary>
    public Task<CommandResult> DoAsync(params string[] arguments) => RunAsync([.. arguments, "--data", Folder]);

    /// <summary>Runs a command line.</summary>
    public static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var world = new Surroundings(
            TimeProvider.System, new BranchChance(() => 0, count => new byte[count]), output, error, null, "eva");
        var exitCode = await CommandLine.RunAsync(arguments, world);
        return new CommandResult(exitCode, output.ToString(), error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Branch.Dispose();
        _folder.Dispose();
    }
}
