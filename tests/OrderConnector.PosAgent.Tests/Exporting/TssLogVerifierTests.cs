using System.Formats.Tar;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Exporting;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Exporting;

/// <summary>What a check of a log export finds, on archives of a real device that were damaged afterwards.</summary>
public sealed class TssLogVerifierTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProcessData s_data = new(KassenbelegV1.ProcessType, KassenbelegV1.Aborted);

    private readonly TempFolder _folder = new();
    private readonly SimulatedTss _tss;

    public TssLogVerifierTests() => _tss = SimulatedTss.Open(
        _folder.Path, new SimulatedTssOptions(), new SimulatedClock(s_noon));

    public void Dispose()
    {
        _tss.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_whole_archive_has_no_findings()
    {
        await SellAsync();
        await SellAsync();

        var found = await CheckAsync(await ExportAsync());

        Assert.Empty(found.Findings);
        Assert.Equal((5L, 5L, 1L, 5L, 2L, 0L),
            (found.Messages, found.Valid, found.FirstCounter, found.LastCounter, found.Finished, found.StartedBefore));
    }

    [Fact]
    public async Task Every_message_is_found_whatever_the_order_of_the_files()
    {
        await SellAsync();
        await SellAsync();

        var found = await CheckAsync(await RewriteAsync(await ExportAsync(), files => files.Reverse()));

        Assert.Empty(found.Findings);
        Assert.Equal((5L, 2L), (found.Valid, found.Finished));
    }

    [Fact]
    public async Task A_broken_signature_is_named_by_its_counter()
    {
        await SellAsync();
        var archive = await RewriteAsync(await ExportAsync(), files => files.Select(file =>
            file.Name.Contains("_Sig-3_", StringComparison.Ordinal) ? (file.Name, Flip(file.Content)) : file));

        var found = await CheckAsync(archive);

        var finding = Assert.Single(found.Findings);
        Assert.Equal((TssLogFaults.SignatureInvalid, 1L), (finding.Fault, finding.Count));
        Assert.Contains("counter 3", finding.First.Single(), StringComparison.Ordinal);
        Assert.Equal((3L, 2L), (found.Messages, found.Valid));
    }

    [Fact]
    public async Task A_missing_finish_is_a_gap_and_an_unfinished_transaction()
    {
        await SellAsync();
        await SellAsync();

        var found = await CheckAsync(await WithoutAsync("_Sig-3_"));

        Assert.Equal(
            [(TssLogFaults.CounterMissing, 1L), (TssLogFaults.TransactionUnfinished, 1L)],
            found.Findings.Select(finding => (finding.Fault, finding.Count)));
        Assert.Equal("counter 3", found.Findings[0].First.Single());
        Assert.Equal("transaction 1", found.Findings[1].First.Single());
    }

    [Fact]
    public async Task The_first_gaps_are_named_and_all_missing_messages_counted()
    {
        for (var i = 0; i < 30; i++)
        {
            await SellAsync();
        }

        // Of each transaction the finish stays away, save the last.
        var archive = await RewriteAsync(await ExportAsync(), files => files.Where(file =>
            !file.Name.Contains("_Finish_", StringComparison.Ordinal)
            || file.Name.Contains("_No-30_", StringComparison.Ordinal)));

        var found = await CheckAsync(archive);

        Assert.Equal([29L, 29L], found.Findings.Select(finding => finding.Count));
        Assert.All(found.Findings, finding => Assert.Equal(TssLogVerifier.MostNamed, finding.First.Count));
    }

    [Fact]
    public async Task A_transaction_begun_before_the_span_is_no_finding()
    {
        await SellAsync();

        var found = await CheckAsync(await RewriteAsync(await ExportAsync(), files => files.Where(file =>
            !file.Name.EndsWith(".log", StringComparison.Ordinal)
            || file.Name.Contains("_Sig-3_", StringComparison.Ordinal))));

        Assert.Empty(found.Findings);
        Assert.Equal((1L, 1L), (found.Finished, found.StartedBefore));
    }

    [Fact]
    public async Task A_message_that_is_there_twice_is_found()
    {
        await SellAsync();

        var found = await CheckAsync(await RewriteAsync(
            await ExportAsync(), files => files.Append(("again.log", files[^1].Content))));

        Assert.Equal(TssLogFaults.CounterRepeated, Assert.Single(found.Findings).Fault);
        Assert.Equal(1, found.Finished);
    }

    [Fact]
    public async Task An_empty_span_has_no_findings()
    {
        await SellAsync();

        var found = await CheckAsync(await ExportAsync(s_noon.AddDays(1)));

        Assert.Empty(found.Findings);
        Assert.Equal((0L, null), (found.Messages, found.FirstCounter));
        Assert.Empty((await CheckAsync([])).Findings);
    }

    [Fact]
    public async Task Messages_of_another_tss_are_found_and_do_not_count()
    {
        await SellAsync();
        using var other = new TempFolder();
        using var tss = SimulatedTss.Open(other.Path, new SimulatedTssOptions(), new SimulatedClock(s_noon));

        var found = await CheckAsync(await ExportAsync(), await KeyOfAsync(tss));

        var finding = Assert.Single(found.Findings);
        Assert.Equal((TssLogFaults.OtherTss, 3L, 0L), (finding.Fault, finding.Count, found.Messages));
    }

    [Fact]
    public async Task A_log_file_that_holds_no_message_is_named()
    {
        var found = await CheckAsync(await RewriteAsync(
            await ExportAsync(), files => files.Append(("Unixt_1_Sig-9_Log-Aud.log", [1, 2, 3]))));

        var finding = Assert.Single(found.Findings);
        Assert.Equal((TssLogFaults.MessageUnreadable, "Unixt_1_Sig-9_Log-Aud.log"), (finding.Fault, finding.First[0]));
    }

    [Fact]
    public async Task An_archive_cut_anywhere_is_broken()
    {
        await SellAsync();
        var whole = await ExportAsync();

        for (var length = 256; length <= whole.Length - 512; length += 256)
        {
            var found = await CheckAsync(whole[..length]);

            Assert.Contains(found.Findings, finding => finding.Fault == TssLogFaults.ArchiveBroken);
        }
    }

    [Fact]
    public async Task What_is_no_archive_is_broken() => Assert.Equal(
        TssLogFaults.ArchiveBroken,
        Assert.Single((await CheckAsync([.. Enumerable.Repeat((byte)'x', 4096)])).Findings).Fault);

    private async Task SellAsync()
    {
        var reference = new TssReference("TILL 1", new string('0', 32));
        var started = Assert.IsType<TssOutcome<StartedTransaction>.Done>(await _tss.StartAsync(reference, default));
        Assert.IsType<TssOutcome<TssSignature>.Done>(await _tss.FinishAsync(started.Value, s_data, default));
    }

    private async Task<byte[]> ExportAsync(DateTimeOffset? at = null)
    {
        using var archive = new MemoryStream();
        Assert.IsType<TssOutcome<long>.Done>(
            await _tss.ExportLogAsync(at ?? s_noon, at ?? s_noon, archive, default));
        return archive.ToArray();
    }

    private async Task<byte[]> WithoutAsync(string part) => await RewriteAsync(await ExportAsync(), files =>
        files.Where(file => !file.Name.Contains(part, StringComparison.Ordinal)));

    private async Task<TssLogFindings> CheckAsync(byte[] archive, byte[]? key = null)
    {
        using var stream = new MemoryStream(archive, writable: false);
        return await new TssLogVerifier(key ?? await KeyOfAsync(_tss)).CheckAsync(stream, default);
    }

    private static async Task<byte[]> KeyOfAsync(SimulatedTss tss) =>
        Assert.IsType<TssOutcome<TssInfo>.Done>(await tss.InfoAsync(default)).Value.Key.PublicKey;

    private static byte[] Flip(byte[] content)
    {
        var damaged = content.ToArray();
        damaged[^1] ^= 1;
        return damaged;
    }

    private static async Task<byte[]> RewriteAsync(
        byte[] archive,
        Func<IReadOnlyList<(string Name, byte[] Content)>, IEnumerable<(string Name, byte[] Content)>> change)
    {
        var files = new List<(string Name, byte[] Content)>();
        await using (var reader = new TarReader(new MemoryStream(archive)))
        {
            while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
            {
                using var content = new MemoryStream();
                await entry.DataStream!.CopyToAsync(content);
                files.Add((entry.Name, content.ToArray()));
            }
        }

        using var target = new MemoryStream();
        await using (var writer = new TarWriter(target, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var (name, content) in change(files))
            {
                await writer.WriteEntryAsync(
                    new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return target.ToArray();
    }
}
