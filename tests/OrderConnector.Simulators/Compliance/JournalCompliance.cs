using System.Security.Cryptography;
using System.Text;
using OrderConnector.PosAgent.Journaling;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What every journal owes the branch.</summary>
public abstract class JournalCompliance
{
    protected static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A new, empty journal of the given id.</summary>
    protected abstract IJournal Create(string id);

    /// <summary>The same journal after its process has ended.</summary>
    protected abstract IJournal Reopen(IJournal journal);

    [Fact]
    public void An_empty_journal_stands_at_zero()
    {
        using var journal = Create("a1");

        Assert.Equal(("a1", 0L, ""), (journal.Head.Id, journal.Head.Sequence, journal.Head.HeadHash));
        Assert.Empty(journal.Read(1, 10));
        Assert.Null(journal.ReadCheckpoint());
    }

    [Fact]
    public async Task Entries_are_numbered_from_one_and_chained()
    {
        using var journal = Create("a1");

        var entries = await journal.AppendAsync([Released("x"), Released("y")], default);

        Assert.Equal([1L, 2L], entries.Select(e => e.Sequence));
        var first = JournalChain.Hash(JournalChain.Anchor("a1"), 1, entries[0].Fact, null);
        var second = JournalChain.Hash(first, 2, entries[1].Fact, null);
        Assert.Equal(Convert.ToHexStringLower(second), entries[1].Hash);
        Assert.Equal((2L, entries[1].Hash), (journal.Head.Sequence, journal.Head.HeadHash));
    }

    [Fact]
    public async Task What_was_appended_is_there_after_the_process_ended()
    {
        var journal = Create("a1");
        var written = await journal.AppendAsync([Collected("x", 7), Released("y")], default);

        using var again = Reopen(journal);

        Assert.Equal(written, again.Read(1, 10));
        Assert.Equal((2L, written[1].Hash), (again.Head.Sequence, again.Head.HeadHash));
        var next = await again.AppendAsync([Released("z")], default);
        Assert.Equal(3, next[0].Sequence);
    }

    [Fact]
    public async Task Concurrent_appends_lose_nothing_and_mix_nothing()
    {
        using var journal = Create("a1");

        var appended = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(() =>
            journal.AppendAsync([Released($"o{n}"), Released($"o{n}")], default))));

        Assert.All(appended, pair => Assert.Equal(pair[0].Sequence + 1, pair[1].Sequence));
        var entries = journal.Read(1, 1000);
        Assert.Equal(Enumerable.Range(1, 128).Select(n => (long)n), entries.Select(e => e.Sequence));
        var hash = JournalChain.Anchor("a1");
        foreach (var entry in entries)
        {
            hash = JournalChain.Hash(hash, entry.Sequence, entry.Fact, entry.PersonalHash);
            Assert.Equal(Convert.ToHexStringLower(hash), entry.Hash);
        }
    }

    [Fact]
    public async Task An_order_is_found_by_its_id_and_by_its_number()
    {
        using var journal = Create("a1");
        await journal.AppendAsync([Collected("x", 40000001), Collected("y", 40000002)], default);
        await journal.AppendAsync([Released("x"), new(JournalKind.Health, null, Noon, "{}")], default);

        Assert.Equal([1L, 3L], journal.ReadOrder("x").Select(e => e.Sequence));
        Assert.Empty(journal.ReadOrder("z"));
        Assert.Equal(["y"], journal.FindOrders(40000002));
        Assert.Empty(journal.FindOrders(1));
    }

    [Fact]
    public async Task Reading_pages_through_the_entries()
    {
        using var journal = Create("a1");
        await journal.AppendAsync([.. Enumerable.Range(0, 25).Select(n => Released($"o{n}"))], default);

        Assert.Equal([11L, 12L, 13L], journal.Read(11, 3).Select(e => e.Sequence));
        Assert.Equal(25L, Assert.Single(journal.Read(25, 10)).Sequence);
        Assert.Empty(journal.Read(26, 10));
    }

    [Fact]
    public async Task Personal_data_can_be_erased_and_the_chain_stays_whole()
    {
        using var journal = Create("a1");
        var fact = Collected("x", 7) with { Personal = """{"salt":"00","note":"ring twice"}""" };
        var written = await journal.AppendAsync([fact, Released("x")], default);
        Assert.Equal(fact.Personal, journal.ReadOrder("x")[0].Fact.Personal);

        await journal.AppendAsync(
            [new(JournalKind.PersonalErased, "x", Noon, """{"actor":"staff:eva","reason":"asked"}""")], default);

        var entries = journal.Read(1, 10);
        Assert.Null(entries[0].Fact.Personal);
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fact.Personal!)));
        Assert.Equal(expected, entries[0].PersonalHash);
        Assert.Equal(written[1].Hash, entries[1].Hash);
        var first = JournalChain.Hash(JournalChain.Anchor("a1"), 1, entries[0].Fact, entries[0].PersonalHash);
        Assert.Equal(Convert.ToHexStringLower(first), entries[0].Hash);
    }

    [Fact]
    public async Task The_last_checkpoint_is_kept()
    {
        var journal = Create("a1");
        var entry = Assert.Single(await journal.AppendAsync([Released("x")], default));
        journal.WriteCheckpoint(new JournalCheckpoint(1, "old", "{}"));
        journal.WriteCheckpoint(new JournalCheckpoint(1, entry.Hash, """{"a":1}"""));

        using var again = Reopen(journal);

        Assert.Equal(new JournalCheckpoint(1, entry.Hash, """{"a":1}"""), again.ReadCheckpoint());
    }

    protected static JournalFact Released(string orderId) =>
        new(JournalKind.Released, orderId, Noon, """{"actor":"agent","reason":null}""");

    protected static JournalFact Collected(string orderId, long number) => new(
        JournalKind.OrderCollected, orderId, Noon, $$$"""{"lease":"l","order":{"number":{{{number}}}}}""");
}
