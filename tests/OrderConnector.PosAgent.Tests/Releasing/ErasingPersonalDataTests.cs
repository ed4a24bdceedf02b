using System.Text;
using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.PosAgent.Verifying;

namespace OrderConnector.PosAgent.Tests.Releasing;

public sealed class ErasingPersonalDataTests : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private StaffBench _bench = null!;

    public async Task InitializeAsync() => _bench = await StaffBench.OpenAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task It_is_gone_the_sale_stays_and_the_journal_names_who_erased_it()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        var before = _bench.Branch.Flow.FindOrder(number)!;

        var erased = await EraseAsync(number);

        Assert.Equal((0, $"The personal data of order {number} are erased.\n"), (erased.ExitCode, erased.Output));
        var after = _bench.Branch.Flow.FindOrder(number)!;
        Assert.Equal(before with { Personal = null }, after);
        Assert.Equal(
            new ReportNote("staff:anna", "customer asked"), JournalData.Read<ReportNote>(EntriesOf(after)[^1].Fact));
        Assert.All(EntriesOf(after), entry => Assert.Null(entry.Fact.Personal));
        Assert.Null(FirstFault());
    }

    [Fact]
    public async Task A_repeat_changes_nothing()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        await EraseAsync(number);

        var again = await EraseAsync(number);

        Assert.Equal((0, $"Order {number} has no personal data any more.\n"), (again.ExitCode, again.Output));
        Assert.Equal(1, _bench.Branch.Count(JournalKind.PersonalErased));
    }

    [Fact]
    public async Task What_is_still_on_its_way_keeps_its_customer()
    {
        var number = await _bench.WaitingAsync("1");

        var refused = await EraseAsync(number);

        Assert.Equal((1, $"Order {number} is Waiting; its customer is still needed.\n"), (refused.ExitCode, refused.Error));
        Assert.NotNull(_bench.Branch.Flow.FindOrder(number)!.Personal);
    }

    [Fact]
    public async Task Journals_that_were_closed_give_it_up_as_well()
    {
        var path = Path.Combine(_bench.Folder, "journal-00ff.db");
        var fact = new JournalFact(
            JournalKind.OrderCollected, "x", s_noon, """{"lease":"l","order":{"number":41234567}}""",
            """{"salt":"00","note":"ring twice"}""");
        using (var closed = SqliteJournal.Open(path, "00ff"))
        {
            await closed.AppendAsync([fact], default);
        }

        var erased = await EraseAsync(41234567);

        Assert.Equal((0, "The personal data of order 41234567 are erased.\n"), (erased.ExitCode, erased.Output));
        Assert.Equal("x", _bench.Branch.Journal.Read(1, 1000)[^1].Fact.OrderId);
        using var reader = new SqliteJournalReader(path);
        var entry = Assert.Single(reader.Read(1, 10));
        Assert.Equal((null, JournalChain.HashPersonal(fact.Personal)), (entry.Fact.Personal, entry.PersonalHash));
        Assert.Equal(1, (await EraseAsync(49999999)).ExitCode);
    }

    [Fact]
    public async Task No_byte_of_it_is_left_on_the_disk()
    {
        var path = Path.Combine(_bench.Folder, "own.db");
        using var journal = SqliteJournal.Open(path, "a1");
        for (var i = 0; i < 50; i++)
        {
            await journal.AppendAsync(
                [new JournalFact(
                    JournalKind.OrderCollected, $"o{i}", s_noon, """{"lease":"l","order":{}}""",
                    $$"""{"salt":"00","note":"SECRET-{{i}}-{{new string('x', 200)}}"}""")],
                default);
        }

        Assert.Contains("SECRET-7-", OnDisk(path), StringComparison.Ordinal);
        await journal.AppendAsync(
            [new JournalFact(JournalKind.PersonalErased, "o7", s_noon, """{"actor":"staff:eva","reason":"r"}""")],
            default);

        Assert.DoesNotContain("SECRET-7-", OnDisk(path), StringComparison.Ordinal);
        Assert.Contains("SECRET-8-", OnDisk(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_that_did_not_happen_is_found_out()
    {
        var number = await _bench.ArriveAsync(Branch.Order("1"));
        await EraseAsync(number);
        var order = _bench.Branch.Flow.FindOrder(number)!;
        var collected = EntriesOf(order)[0];
        var kept = collected with { Fact = collected.Fact with { Personal = "{}" } };
        var entries = _bench.Branch.Journal.Read(1, 1000).ToList();
        var claimed = entries.FindIndex(entry => entry.Fact.Kind is JournalKind.PersonalErased);

        var verifier = new JournalVerifier(
            _bench.Branch.Journal.Head.Id, _ => [kept, .. EntriesOf(order).Skip(1)]);
        var faults = entries.Select(verifier.Check).ToList();

        Assert.Equal("the personal data it says were erased are still there", faults[claimed]);
    }

    private Task<Simulators.Processes.CommandResult> EraseAsync(long number) =>
        _bench.DoAsync("erase", $"{number}", "--reason", "customer asked", "--by", "anna");

    private IReadOnlyList<JournalEntry> EntriesOf(OrderProgress order) => _bench.Branch.Journal.ReadOrder(order.OrderId);

    private string? FirstFault()
    {
        var journal = _bench.Branch.Journal;
        var verifier = new JournalVerifier(journal.Head.Id, journal.ReadOrder);
        return journal.Read(1, 1000).Select(verifier.Check).FirstOrDefault(fault => fault is not null);
    }

    private static string OnDisk(string path) => string.Concat(
        new[] { path, path + "-wal" }.Where(File.Exists).Select(file => Encoding.Latin1.GetString(ReadShared(file))));

    // The journal holds its files open; nothing else locks them.
    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
