using System.Security.Cryptography;
using OrderConnector.Functions.Administering;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Administering;

/// <summary>The command line over a store of its own.</summary>
public sealed class Terminal : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Store => _folder["orders.db"];

    public void Dispose() => _folder.Dispose();

    /// <summary>A command that must be done; answers the last line it printed.</summary>
    public async Task<string> DoAsync(string command, string input = "")
    {
        var (code, output, error) = await RunAsync(command, input);
        Assert.True(code == 0, error);
        return output.TrimEnd().Split('\n')[^1].TrimEnd();
    }

    /// <summary>A command that must be refused; answers what it complained of.</summary>
    public async Task<string> RefusedAsync(string command, string input = "")
    {
        var (code, output, error) = await RunAsync(command, input);
        Assert.True(code == 1, output);
        return error.Trim();
    }

    /// <summary>Runs a command.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(string command, string input = "")
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var typed = new StringReader(input);
        var world = new Surroundings(
            TimeProvider.System, RandomNumberGenerator.Fill, output, error, "eva",
            (services, configuration) => services.AddStages(configuration)) { In = typed };
        var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(command);
        var code = await CommandLine.RunAsync([.. words, "--data", _folder.Path], world);
        return (code, output.ToString(), error.ToString());
    }
}
