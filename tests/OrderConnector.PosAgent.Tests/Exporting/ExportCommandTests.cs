using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Hosting;
using OrderConnector.PosAgent.Tests.Releasing;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Exporting;

/// <summary>export tss, through a running agent and without one.</summary>
public sealed class ExportCommandTests : IAsyncLifetime
{
    private StaffBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await StaffBench.OpenAsync();
        new AgentFolder(_bench.Folder, null).WriteIdentity(new AgentIdentity(
            "a1b2c3d4e5f60718293a4b5c6d7e8f90", Branches.Branch.Eas, "https://cloud.example/", "berlin"));
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    private string File => Path.Combine(_bench.Folder, "log.tar");

    [Fact]
    public async Task The_running_agent_gives_its_log_and_every_signature_verifies()
    {
        await _bench.Branch.SettleAsync();

        var (exitCode, output, error) = await ExportAsync("2026-11-20", "2026-11-20");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(
            "1 log messages, 1 signatures verify, signature counters 1 to 1.", output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_bench.Folder, "log.tar*"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task An_open_transaction_is_a_finding_and_the_file_stays()
    {
        await _bench.Branch.Device.StartAsync(new(Branches.Branch.Eas, new string('0', 32)), default);

        var (exitCode, output, _) = await ExportAsync("2026-11-20T13:00:00+01:00", "2026-11-20T12:00:00Z");

        Assert.Equal(1, exitCode);
        Assert.Contains("transaction-unfinished: 1", output, StringComparison.Ordinal);
        Assert.True(Path.Exists(File));
    }

    [Fact]
    public async Task An_unknown_tss_is_answered_by_the_names_there_are_and_leaves_no_file()
    {
        var (exitCode, _, error) = await ExportAsync("2026-11-20", "2026-11-20", "--tss", "other");

        Assert.Equal((2, "--tss must name one of: main.\n"), (exitCode, error));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "log.tar*"));
    }

    [Fact]
    public async Task Without_a_running_agent_the_device_itself_is_asked()
    {
        await _bench.StopAsync();

        // A device of its own is made in the data folder, by the clock of the machine.
        var (exitCode, output, error) = await ExportAsync("2020-01-01", "2099-12-31");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("signature counters 1 to 1.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday", "2026-11-20")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00")]
    [InlineData("2026-11-21", "2026-11-20")]
    public async Task A_span_that_is_none_is_not_understood(string from, string to)
    {
        var (exitCode, _, error) = await ExportAsync(from, to);

        Assert.Equal(2, exitCode);
        Assert.NotEqual("", error);
        Assert.False(Path.Exists(File));
    }

    [Fact]
    public async Task A_tss_that_is_out_gives_its_reason_and_leaves_no_file()
    {
        _bench.Branch.Faults.On(TssCall.ExportLog, new TssFault.Unavailable());

        var (exitCode, _, error) = await ExportAsync("2026-11-20", "2026-11-20");

        Assert.Equal((1, "The TSS does not answer: The TSS does not answer.\n"), (exitCode, error));
        Assert.Empty(Directory.GetFiles(_bench.Folder, "log.tar*"));
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_alone()
    {
        await System.IO.File.WriteAllTextAsync(File, "mine");

        var (exitCode, _, _) = await ExportAsync("2026-11-20", "2026-11-20");

        Assert.Equal((2, "mine"), (exitCode, await System.IO.File.ReadAllTextAsync(File)));
    }

    [Theory]
    [InlineData("2026-11-20", "2026-11-19T23:00:00Z", "2026-11-20T22:59:59Z")]
    [InlineData("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z")]
    [InlineData("2026-07-01T08:00:00+02:00", "2026-07-01T06:00:00Z", "2026-07-01T06:00:00Z")]
    public void A_day_is_the_german_one(string text, string begin, string end) => Assert.Equal(
        (begin, end), (Utc(ExportCommand.BeginOf(text)), Utc(ExportCommand.EndOf(text))));

    private static string Utc(DateTimeOffset? moment) => $"{moment!.Value.UtcDateTime:s}Z";

    private async Task<(int ExitCode, string Output, string Error)> ExportAsync(
        string from, string to, params string[] more)
    {
        var result = await _bench.DoAsync(["export", "tss", "--from", from, "--to", to, "--out", File, .. more]);
        return (result.ExitCode, result.Output, result.Error);
    }
}
