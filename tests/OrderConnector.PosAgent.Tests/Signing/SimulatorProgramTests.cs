using OrderConnector.PosAgent.Signing.FiskalCloudConnector;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Fiscal.Tss;
using OrderConnector.Simulators.Tss.Vendors;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>A simulator that a developer starts by hand.</summary>
public sealed class SimulatorProgramTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task It_serves_what_its_script_says_until_it_is_stopped()
    {
        var script = Path.Combine(_folder.Path, "script");
        await File.WriteAllTextAsync(script, "finish lost-after\n");
        using var stop = new CancellationTokenSource();
        using var output = new SayingWriter();
        var running = SimulatorProgram.RunAsync(
            ["fcc", "--port", "0", "--data", Path.Combine(_folder.Path, "device"), "--script", script, "--client",
                "TILL 1", "--eas-code", "code"],
            TimeProvider.System, output, _error, stop.Token);
        var said = await output.FirstLine.WaitAsync(TimeSpan.FromSeconds(20));
        var options = new FccOptions { Url = said.Split(' ')[^1] };
        using var tss = new FccTss(options, "code", TssHttp.Client(options.Address), TimeProvider.System);

        var started = Assert.IsType<TssOutcome<StartedTransaction>.Done>(
            await tss.StartAsync(new TssReference("TILL 1", new string('0', 32)), default)).Value;
        var data = new ProcessData("Kassenbeleg-V1", "Beleg^1.00_0.00_0.00_0.00_0.00^1.00:Unbar");
        Assert.IsType<TssOutcome<TssSignature>.Unknown>(await tss.FinishAsync(started, data, default));
        Assert.IsType<TssOutcome<TssInfo>.Done>(await tss.InfoAsync(default));

        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    [Fact]
    public async Task Its_help_names_every_option_and_every_fault()
    {
        using var output = new StringWriter();

        Assert.Equal(0, await RunAsync(output, "fcc", "--help"));

        var help = string.Join(' ', output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.All(
            ["--port", "--data", "--client", "--script", "--seed", "--eas-code", "lost-after", "read-back", "CALL FAULT"],
            word => Assert.Contains(word, help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_script_with_faults_and_an_unknown_vendor_are_refused_with_all_that_is_wrong()
    {
        var script = Path.Combine(_folder.Path, "script");
        await File.WriteAllTextAsync(script, "finish lost\nstop all\n");

        Assert.Equal(2, await RunAsync(TextWriter.Null, "fcc", "--port", "0", "--script", script));
        Assert.Contains("line 1:", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 2:", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await RunAsync(TextWriter.Null, "nobody"));
    }

    private Task<int> RunAsync(TextWriter output, params string[] args) =>
        SimulatorProgram.RunAsync(args, TimeProvider.System, output, _error);

    private sealed class SayingWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> FirstLine => _first.Task;

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
