using System.Text.RegularExpressions;
using OrderConnector.Process.Tests.FunctionsHost;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests;

public sealed partial class PlayingTheDemo : IDisposable
{
    private static readonly ProductProgram s_demo = new("OrderConnector.Demo");
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(4));

    [Fact]
    public async Task Once_it_ends_with_0_because_every_order_number_receipt_and_journal_is_as_it_has_to_be()
    {
        var played = await s_demo.RunAsync(_limit.Token, "--once", "--data", _folder["demo"]);

        Assert.True(played.ExitCode == 0, played.Output + played.Error);
        Assert.Contains("Every order has its final state", played.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fcc")]
    [InlineData("fiskaltrust")]
    [InlineData("fiskaly")]
    public async Task Through_the_protocol_of_any_vendor_it_ends_with_0_as_well(string tss)
    {
        var played = await s_demo.RunAsync(_limit.Token, "--tss", tss, "--once", "--data", _folder["demo"]);

        Assert.True(played.ExitCode == 0, played.Output + played.Error);
        Assert.Contains("Every order has its final state", played.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_it_leaves_no_process_behind()
    {
        using var demo = s_demo.Start(_folder["demo.log"], [], "--data", _folder["demo"]);
        while (!Read(_folder["demo.log"]).Contains("[2/", StringComparison.Ordinal))
        {
            Assert.False(demo.HasExited, Read(_folder["demo.log"]));
            await Task.Delay(50, _limit.Token);
        }

        Assert.NotNull(await ProductProgram.StopAsync(demo, TimeSpan.FromSeconds(60)));

        var address = Address().Match(Read(Path.Combine(_folder["demo"], "logs", "cloud.log"))).Value;
        using var http = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(
            () => http.GetAsync(new Uri(address + "/health/live"), _limit.Token));
        foreach (var branch in (string[])["berlin-mitte", "hamburg-altona"])
        {
            var list = await ProductProgram.Agent.RunAsync(
                _limit.Token, "list", "--data", Path.Combine(_folder["demo"], branch, "agent"));
            Assert.Contains("No agent is running", list.Error, StringComparison.Ordinal);
        }
    }

    [AzuriteFact]
    public async Task As_in_azure_it_ends_with_0_as_well()
    {
        var played = await s_demo.RunAsync(_limit.Token, "--azure", "--once", "--data", _folder["demo"]);

        Assert.True(played.ExitCode == 0, played.Output + played.Error);
        Assert.Contains("Every order has its final state", played.Output, StringComparison.Ordinal);
        Assert.Contains("SQLite", played.Output, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task As_in_azure_it_says_what_is_missing_where_something_is()
    {
        // A machine with this SDK and a shell, and nothing else.
        foreach (var program in (string[])["dotnet", "bash"])
        {
            var found = Environment.GetEnvironmentVariable("PATH")!.Split(':')
                .Select(folder => Path.Combine(folder, program)).First(File.Exists);
            File.CreateSymbolicLink(_folder[program], new FileInfo(found).ResolveLinkTarget(true)?.FullName ?? found);
        }

        var bare = new ProductProgram(
            "OrderConnector.Demo", new Dictionary<string, string> { ["PATH"] = _folder.Path });
        var refused = await bare.RunAsync(_limit.Token, "--azure", "--once");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("node is not installed", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_option_ends_with_2_and_a_sentence()
    {
        var refused = await s_demo.RunAsync(_limit.Token, "--onec");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--onec", refused.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Dispose();
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
