using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.FrontDoor;

public sealed class TheCommandLines
{
    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("admin")]
    [InlineData("admin branch")]
    [InlineData("admin branch add")]
    [InlineData("admin branch set")]
    [InlineData("admin channel add")]
    [InlineData("admin agent-key")]
    [InlineData("admin operator-key")]
    [InlineData("admin held")]
    [InlineData("admin held list")]
    [InlineData("admin held release")]
    [InlineData("admin held reject")]
    public async Task Explain_every_command_of_the_cloud(string command) =>
        await ExplainsAsync(ProductProgram.Cloud, command);

    [Theory]
    [InlineData("")]
    [InlineData("enrol")]
    [InlineData("run")]
    [InlineData("list")]
    [InlineData("release")]
    [InlineData("reject")]
    [InlineData("void")]
    [InlineData("verify")]
    [InlineData("recover")]
    public async Task Explain_every_command_of_the_agent(string command) =>
        await ExplainsAsync(ProductProgram.Agent, command);

    [Theory]
    [InlineData("serve --port 80")]
    [InlineData("admin branch add")]
    [InlineData("admin branch add berlin --nam x")]
    [InlineData("admin channel add web --branch b --release maybe")]
    [InlineData("admin agent-keys berlin")]
    public async Task End_with_2_where_the_cloud_does_not_understand(string command) =>
        await DoesNotUnderstandAsync(ProductProgram.Cloud, command);

    [Theory]
    [InlineData("run")]
    [InlineData("enrol --data x --cloud http://127.0.0.1:1")]
    [InlineData("release --data x abc")]
    [InlineData("reject --data x 40000000")]
    [InlineData("verify --data x --loud")]
    [InlineData("sing --data x")]
    public async Task End_with_2_where_the_agent_does_not_understand(string command) =>
        await DoesNotUnderstandAsync(ProductProgram.Agent, command);

    private static async Task ExplainsAsync(ProductProgram program, string command)
    {
        var result = await program.RunAsync(default, [.. Words(command), "--help"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("--data", result.Output, StringComparison.Ordinal);
    }

    private static async Task DoesNotUnderstandAsync(ProductProgram program, string command)
    {
        var result = await program.RunAsync(default, Words(command));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
