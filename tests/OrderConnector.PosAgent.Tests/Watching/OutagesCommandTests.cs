using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Recovering;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.PosAgent.Tests.Releasing;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Tills;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Watching;

public sealed class OutagesCommandTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly Branch _branch = new();
    private byte _made;

    private AgentFolder Folder => new(_temp.Path, null);

    public void Dispose()
    {
        _branch.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task The_log_is_read_beside_the_agent_that_writes_it()
    {
        await OutageAsync();
        using var journal = await WriteAsync();

        var outages = await DoAsync();

        Assert.Equal((0, ""), (outages.ExitCode, outages.Error));
        var lines = outages.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Matches("^KIND +TSS +BEGIN +END +UNSIGNED +FIRST RECEIPT +LAST RECEIPT +CLOSED BY +REASON$", lines[0]);
        Assert.Matches(
            @"^outage +main +20\.11\.2026 13:0\d:\d\d +20\.11\.2026 13:0\d:\d\d +2 +OC-1/2 +OC-1/3 +agent +"
            + @"tss-unavailable: .* \(closed: The TSS answers again\.\)$",
            lines[1]);
    }

    [Fact]
    public async Task The_CSV_file_is_whole_and_holds_every_row()
    {
        await OutageAsync();
        (await WriteAsync()).Dispose();
        var file = _temp.File("log.csv");
        await File.WriteAllTextAsync(file, "what was here before");

        var outages = await DoAsync("--csv", file);

        Assert.Equal((0, $"1 rows are in {file}.\n"), (outages.ExitCode, outages.Output.ReplaceLineEndings("\n")));
        var lines = (await File.ReadAllTextAsync(file)).Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("kind,tss,outage,begin,end,", lines[0], StringComparison.Ordinal);
        Assert.Matches("^outage,main,[0-9a-f]{16},2026-11-20T12:.*,OC-1,2,OC-1,3,2,agent,The TSS answers", lines[1]);
        Assert.False(File.Exists(file + ".new"));
    }

    [Fact]
    public async Task An_outage_that_goes_on_in_a_recovered_journal_is_one_row()
    {
        await _branch.SettleAsync();
        TssFault[] away = [.. Enumerable.Repeat(new TssFault.Unavailable(), 100)];
        _branch.Faults.On(TssCall.Start, away).On(TssCall.Info, away);
        // Sold, and not at the till: the recovered journal carries it over.
        _branch.Till.Fault = TillFault.Away;
        _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.PassAsync(TimeSpan.FromSeconds(3));
        (await WriteAsync()).Dispose();
        var (_, fault) = await new Recoverer(Folder, Bytes, _branch.Clock).RecoverAsync(new string('b', 32), null);

        var outages = await DoAsync();

        Assert.Null(fault);
        Assert.Equal(2, Folder.ReadJournals().Count);
        Assert.Equal((0, ""), (outages.ExitCode, outages.Error));
        var row = Assert.Single(outages.Output.TrimEnd('\n').Split('\n')[1..]);
        Assert.Matches(@"^outage +main +\S+ \S+ +still open +1 +OC-1/1 +OC-1/1 +- +tss-unavailable", row);
    }

    [Fact]
    public async Task Days_without_an_outage_show_none()
    {
        await OutageAsync();
        (await WriteAsync()).Dispose();

        var outages = await DoAsync("--from", "2026-11-21");

        Assert.Equal(
            (0, "No outage, and every sale is signed."), (outages.ExitCode, outages.Output.TrimEnd()));
        Assert.Contains("outage", (await DoAsync("--to", "2026-11-20")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_is_named_and_the_others_are_told()
    {
        await OutageAsync();
        (await WriteAsync()).Dispose();
        await File.WriteAllTextAsync(_temp.File("journal-0.db"), new string('x', 10_000));

        var outages = await DoAsync();

        Assert.Equal(1, outages.ExitCode);
        Assert.StartsWith("journal-0.db cannot be read: ", outages.Error, StringComparison.Ordinal);
        Assert.Contains("OC-1/3", outages.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_journal_and_a_file_that_cannot_be_written_are_told()
    {
        Assert.Equal(
            (1, "", $"There is no journal in {_temp.Path}."),
            await DoAsync() is var none ? (none.ExitCode, none.Output, none.Error.TrimEnd()) : default);

        (await WriteAsync()).Dispose();
        var refused = await DoAsync("--csv", _temp.File("missing/log.csv"));
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("missing", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from", "20.11.2026")]
    [InlineData("--from", "x", "--to", "2026-11-20")]
    [InlineData("--from", "2026-11-21", "--to", "2026-11-20")]
    [InlineData("close")]
    [InlineData("close", "--tss", "main")]
    [InlineData("close", "--reason", "x")]
    [InlineData("close", "--tss", "main", "--reason", " ")]
    [InlineData("close", "--tss", "main", "--reason", "x", "--by", "eva b")]
    public async Task What_is_not_understood_ends_with_two(params string[] arguments)
    {
        var outages = await DoAsync(arguments);

        Assert.Equal((2, ""), (outages.ExitCode, outages.Output));
    }

    // One order signed, two sold while the TSS is away, one signed after it is back.
    private async Task OutageAsync()
    {
        await _branch.SettleAsync();
        _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
        TssFault[] away = [.. Enumerable.Repeat(new TssFault.Unavailable(), 3)];
        _branch.Faults.On(TssCall.Start, away[0]).On(TssCall.Info, away);
        _branch.Cloud.Queue(Branch.Order("2"));
        _branch.Cloud.Queue(Branch.Order("3"));
        await _branch.PassAsync(TimeSpan.FromMinutes(2));
        _branch.Cloud.Queue(Branch.Order("4"));
        await _branch.PassAsync(TimeSpan.FromSeconds(3));
    }

    private async Task<SqliteJournal> WriteAsync()
    {
        var journal = SqliteJournal.Open(Folder.Journal, _branch.Journal.Head.Id);
        await journal.AppendAsync([.. _branch.Journal.Read(1, 10_000).Select(entry => entry.Fact)], default);
        return journal;
    }

    private Task<CommandResult> DoAsync(params string[] arguments) =>
        StaffBench.RunAsync(["outages", .. arguments, "--data", _temp.Path]);

    private byte[] Bytes(int count) => [.. Enumerable.Repeat(++_made, count)];
}
