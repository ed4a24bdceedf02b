namespace OrderConnector.PosAgent.Tests.Releasing;

public sealed class StaffCommandLineTests
{
    [Theory]
    [InlineData("list", "--bogus")]
    [InlineData("release")]
    [InlineData("release", "abc")]
    [InlineData("release", "-5")]
    [InlineData("release", "0")]
    [InlineData("release", "40000000", "40000001")]
    [InlineData("release", "40000000", "--by", "anna b")]
    [InlineData("reject", "40000000")]
    [InlineData("reject", "40000000", "--reason", " ")]
    [InlineData("reject", "40000000", "--reason", "two\nlines")]
    [InlineData("void", "40000000")]
    [InlineData("void", "40000000", "--reason", "x", "--line", "a")]
    [InlineData("void", "40000000", "--reason", "x", "--line", "0:0")]
    [InlineData("void", "40000000", "--reason", "x", "--line", "0:-1")]
    [InlineData("void", "40000000", "--reason", "x", "--line", "0:1:2")]
    [InlineData("void", "40000000", "--reason", "x", "--request", "a b")]
    public async Task What_is_not_understood_ends_with_two_and_a_sentence(params string[] arguments)
    {
        var outcome = await StaffBench.RunAsync([.. arguments, "--data", Path.GetTempPath()]);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.False(string.IsNullOrWhiteSpace(outcome.Error));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("release")]
    [InlineData("reject")]
    [InlineData("void")]
    [InlineData("receipt")]
    [InlineData("tss")]
    [InlineData("outages")]
    [InlineData("outages", "close")]
    public async Task Every_command_has_help(params string[] command)
    {
        var help = await StaffBench.RunAsync([.. command, "--help"]);

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains("--data", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("tss")]
    [InlineData("release", "40000000")]
    [InlineData("void", "40000000", "--reason", "x")]
    [InlineData("outages", "close", "--tss", "main", "--reason", "x")]
    public async Task Without_a_running_agent_it_says_so_and_ends_with_one(params string[] arguments)
    {
        using var folder = new TempFolder();
        var outcome = await StaffBench.RunAsync([.. arguments, "--data", folder.Path]);

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith(
            $"No agent is running on {folder.Path}; start it with 'run'.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_too_long_for_a_socket_is_told()
    {
        var outcome = await StaffBench.RunAsync("list", "--data", "/" + new string('a', 100));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("too long for a socket", outcome.Error, StringComparison.Ordinal);
    }
}
