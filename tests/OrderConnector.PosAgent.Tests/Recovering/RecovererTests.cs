using OrderConnector.PosAgent.Enrolling;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Recovering;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.PosAgent.Verifying;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.PosAgent.Tests.Recovering;

public sealed class RecovererTests : IDisposable
{
    private const string Agent = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private readonly TempFolder _temp = new();
    private readonly Branch _branch = new();
    private int _made;

    private AgentFolder Folder => new(_temp.Path, null);

    public void Dispose()
    {
        _branch.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task The_new_journal_is_linked_to_the_old_and_repeats_no_receipt_number()
    {
        var (sold, open) = await OldJournalAsync();

        var (done, fault) = await RecoverAsync();

        Assert.Null(fault);
        Assert.Contains("A new journal continues it", done, StringComparison.Ordinal);
        using var journal = SqliteJournal.Open(Folder.Journal, "unused");
        var state = BranchSnapshot.Load(journal);
        Assert.Equal(_branch.Journal.Head.Id, journal.Head.PreviousId);
        Assert.Equal(_branch.Journal.Head.Id, state.Opened!.PreviousId);
        Assert.Equal(2 + RecoveryPlan.ReceiptNumberJump, state.LastReceiptNumber);
        Assert.Equal(40000002, state.HighestOrderNumber);
        // Sold and not at the till: goes on. Perhaps sold: a person decides.
        Assert.Equal(OrderStage.Issued, state.Open[sold].Stage);
        Assert.Equal(OrderStage.SetAside, OrderProgress.Fold(journal.ReadOrder(open))!.Stage);
        Assert.Equal(
            JournalKind.JournalClosed, ReadAll(Folder.ClosedJournal(_branch.Journal.Head.Id))[^1].Fact.Kind);
        Assert.Null(Verify(Folder.Journal));
        Assert.Null(Verify(Folder.ClosedJournal(_branch.Journal.Head.Id)));
    }

    [Fact]
    public async Task A_running_agent_is_not_recovered_under_its_feet()
    {
        await OldJournalAsync();
        using var running = SqliteJournal.Open(Folder.Journal, "unused");

        await Assert.ThrowsAsync<JournalInUseException>(RecoverAsync);
    }

    [Fact]
    public async Task An_interrupted_recovery_is_finished_by_the_next()
    {
        await OldJournalAsync();
        await RecoverAsync();
        // As if the process had died before the last step.
        File.Move(Folder.Journal, Folder.JournalInTheMaking);

        var (done, fault) = await RecoverAsync();

        Assert.Null(fault);
        Assert.StartsWith("The interrupted recovery is finished.", done, StringComparison.Ordinal);
        Assert.Null(Verify(Folder.Journal));
    }

    [Fact]
    public async Task An_unreadable_journal_needs_the_last_receipt_number()
    {
        await File.WriteAllTextAsync(Folder.Journal, new string('x', 10_000));

        var (_, fault) = await RecoverAsync();
        Assert.Contains("--last-receipt", fault, StringComparison.Ordinal);

        var (done, _) = await RecoverAsync(4711);
        Assert.NotNull(done);
        Assert.Equal(4711 + RecoveryPlan.ReceiptNumberJump, Load(Folder.Journal).LastReceiptNumber);
    }

    private Task<(string? Done, string? Fault)> RecoverAsync() => RecoverAsync(null);

    private Task<(string? Done, string? Fault)> RecoverAsync(long? lastReceipt) =>
        new Recoverer(Folder, count => Enumerable.Repeat((byte)++_made, count).ToArray(), _branch.Clock)
            .RecoverAsync(Agent, lastReceipt);

    // One order handed over, one sold and not handed over, one waiting for staff.
    private async Task<(string Sold, string Open)> OldJournalAsync()
    {
        _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.SettleAsync();
        _branch.Till.Fault = TillFault.Away;
        var sold = _branch.Cloud.Queue(Branch.Order("2"));
        var held = Branch.Order("3");
        held["release"] = "held";
        var open = _branch.Cloud.Queue(held);
        await _branch.PassAsync(TimeSpan.FromSeconds(3));
        using var journal = SqliteJournal.Open(Folder.Journal, _branch.Journal.Head.Id);
        await journal.AppendAsync([.. _branch.Journal.Read(1, 10_000).Select(e => e.Fact)], default);
        return (sold, open);
    }

    private static BranchState Load(string path)
    {
        using var journal = SqliteJournal.Open(path, "unused");
        return BranchSnapshot.Load(journal);
    }

    private static IReadOnlyList<JournalEntry> ReadAll(string path)
    {
        using var reader = new SqliteJournalReader(path);
        return reader.Read(1, 10_000);
    }

    private static string? Verify(string path)
    {
        using var reader = new SqliteJournalReader(path);
        var verifier = new JournalVerifier(reader.ReadHead().Id, reader.ReadOrder);
        return reader.Read(1, 10_000).Select(verifier.Check).FirstOrDefault(fault => fault is not null);
    }
}
