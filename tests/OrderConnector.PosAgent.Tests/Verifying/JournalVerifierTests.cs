using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.PosAgent.Verifying;

namespace OrderConnector.PosAgent.Tests.Verifying;

public sealed class JournalVerifierTests : IAsyncLifetime
{
    private const string Id = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private readonly Branch _branch = new();
    private IReadOnlyList<JournalEntry> _sound = [];

    public async Task InitializeAsync()
    {
        _branch.Cloud.Queue(Branch.Order("1"));
        _branch.Cloud.Queue(Branch.Order("2", "onSite"));
        _branch.Cloud.Queue(Branch.Order("3"));
        await _branch.SettleAsync();
        _sound = _branch.Journal.Read(1, 1000);
    }

    public Task DisposeAsync()
    {
        _branch.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void A_sound_journal_is_found_sound()
    {
        var (fault, summary) = Verify(_sound);

        Assert.Null(fault);
        Assert.Equal(new JournalSummary(_sound.Count, 3, 0, 3), summary);
    }

    [Fact]
    public void A_changed_entry_is_named()
    {
        var changed = _sound.Select(e => e.Sequence == 4
            ? e with { Fact = e.Fact with { At = e.Fact.At.AddSeconds(1) } } : e).ToList();

        Assert.Equal((4, "its hash does not follow from its content"), Verify(changed).Fault);
    }

    [Fact]
    public void A_missing_entry_is_named()
    {
        var fault = Verify([.. _sound.Where(e => e.Sequence != 5)]).Fault;

        Assert.Equal((6, "entry 5 is missing"), fault);
    }

    [Fact]
    public void Changed_personal_data_are_found()
    {
        var changed = _sound.Select(e => e.Fact.Personal is null
            ? e : e with { Fact = e.Fact with { Personal = e.Fact.Personal + " " } }).ToList();

        Assert.Equal("the personal data beside it were changed", Verify(changed).Fault!.Value.What);
    }

    [Fact]
    public void Erased_personal_data_are_no_fault() => Assert.Null(Verify([.. _sound.Select(e =>
        e with { Fact = e.Fact with { Personal = null } })]).Fault);

    [Fact]
    public void A_journal_of_another_id_is_found() => Assert.Equal(
        (1, "its hash does not follow from its content"), Verify(_sound, "b").Fault);

    // What somebody could do who rewrites the whole chain: it is whole, and yet it does not verify.
    [Theory]
    [InlineData("another amount", "its signature does not verify")]
    [InlineData("not well formed", "its processData has not the form DSFinV-K, Annex I, wants")]
    [InlineData("signed twice", "its order had been sold before")]
    [InlineData("receipt dropped", "receipt number 3 follows on 1")]
    [InlineData("key not pinned", "it was signed with a key that was not pinned before")]
    [InlineData("never confirmed", "its order was signed without being confirmed")]
    [InlineData("no first entry", "the journal does not begin with JournalOpened")]
    [InlineData("not JSON", "its data cannot be read")]
    public void A_rewritten_chain_does_not_help(string deed, string expected)
    {
        var facts = _sound.Select(e => e.Fact);
        var second = _sound.First(e => e.Fact.Kind is JournalKind.SigningIntended
            && JournalData.Read<SigningIntent>(e.Fact).ReceiptNumber == 2).Fact.OrderId;
        IEnumerable<JournalFact> rewritten = deed switch
        {
            "another amount" => facts.Select(f => Sign(f, s => s with { ProcessData = s.ProcessData.Replace('2', '1') })),
            "not well formed" => facts.Select(f => Sign(f, s => s with { ProcessData = "Beleg^1,00" })),
            "signed twice" => facts.SelectMany(f => f.Kind is JournalKind.Signed ? new[] { f, f } : [f]),
            "receipt dropped" => facts.Where(f => f.OrderId != second),
            "key not pinned" => facts.Where(f => f.Kind is not JournalKind.TssKeyPinned),
            "never confirmed" => facts.Where(f => f.Kind is not JournalKind.Confirmed),
            "no first entry" => facts.Skip(1),
            "not JSON" => facts.Select(f => f.Kind is JournalKind.Signed ? f with { Data = "{" } : f),
            _ => throw new ArgumentOutOfRangeException(nameof(deed)),
        };

        Assert.Equal(expected, Verify(Chain(rewritten)).Fault!.Value.What);
    }

    private static JournalFact Sign(JournalFact fact, Func<FiscalSummary, FiscalSummary> change) =>
        fact.Kind is JournalKind.Signed
            ? JournalData.Fact(fact.Kind, fact.OrderId, fact.At, change(JournalData.Read<FiscalSummary>(fact)))
            : fact;

    private static List<JournalEntry> Chain(IEnumerable<JournalFact> facts)
    {
        var hash = JournalChain.Anchor(Id);
        var entries = new List<JournalEntry>();
        foreach (var fact in facts)
        {
            var personal = JournalChain.HashPersonal(fact.Personal);
            hash = JournalChain.Hash(hash, entries.Count + 1, fact, personal);
            entries.Add(new JournalEntry(entries.Count + 1, fact, Convert.ToHexStringLower(hash), personal));
        }

        return entries;
    }

    private static ((long Sequence, string What)? Fault, JournalSummary Summary) Verify(
        IReadOnlyList<JournalEntry> entries, string id = Id)
    {
        var verifier = new JournalVerifier(id, order => [.. entries.Where(e => e.Fact.OrderId == order)]);
        foreach (var entry in entries)
        {
            if (verifier.Check(entry) is { } fault)
            {
                return ((entry.Sequence, fault), verifier.Summary);
            }
        }

        return (null, verifier.Summary);
    }
}
