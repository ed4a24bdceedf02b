using OrderConnector.Core.Auditing;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What the audit log of every store must do.</summary>
public abstract class AuditStoreCompliance : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store under test.</summary>
    protected IAuditStore Store { get; private set; } = null!;

    /// <summary>Opens a migrated store over the same data each time within one test.</summary>
    protected abstract Task<IAuditStore> OpenAsync();

    /// <inheritdoc />
    public virtual async Task InitializeAsync() => Store = await OpenAsync();

    /// <inheritdoc />
    public virtual async Task DisposeAsync() => await ((IAsyncDisposable)Store).DisposeAsync();

    [Fact]
    public async Task Every_act_is_kept_as_it_was_and_the_chain_is_whole()
    {
        var first = Make("operator:eva", "branch.added", "north", "north") with { Reason = "„Grüße“ 🍕" };
        var second = first with
        {
            BranchId = null, Reason = null, Details = new Dictionary<string, string> { ["z"] = "2", ["a"] = "ö" },
        };
        await Store.RecordAsync(first, default);
        await Store.RecordAsync(second, default);

        var chain = await Store.ReadAuditChainAsync(0, 10, default);

        Assert.Equal([1L, 2L], chain.Select(entry => entry.Sequence));
        Assert.Equal(first, chain[0].Act);
        Assert.Equal(second with { Details = null }, chain[1].Act with { Details = null });
        Assert.Equal(second.Details.OrderBy(one => one.Key), chain[1].Act.Details!.OrderBy(one => one.Key));
        AssertWhole(chain);
        var end = await Store.FindAuditEndAsync(default);
        Assert.True(end is null || (end.Sequence, Convert.ToHexStringLower(end.Hash)) == (2, chain[1].Hash));
    }

    [Fact]
    public async Task Characters_that_no_column_keeps_do_not_break_the_chain()
    {
        await Store.RecordAsync(Make("user:a\0b", "x", "half \uD83C of a pair", null), default);

        var chain = await Store.ReadAuditChainAsync(0, 10, default);

        Assert.Equal("user:a\uFFFDb", chain[0].Act.Actor);
        AssertWhole(chain);
    }

    [Fact]
    public async Task Many_writers_at_once_make_one_chain()
    {
        var other = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await (writer % 2 == 0 ? Store : other).RecordAsync(Make($"user:{writer}", "x", $"{i}", null), default);
            }
        })));

        var chain = await Store.ReadAuditChainAsync(0, 100, default);
        Assert.Equal(40, chain.Select(entry => (entry.Act.Actor, entry.Act.Subject)).Distinct().Count());
        Assert.Equal(40, chain.Count);
        AssertWhole(chain);
        await ((IAsyncDisposable)other).DisposeAsync();
    }

    [Fact]
    public async Task The_log_is_read_newest_first_page_by_page()
    {
        // A clock that was set back in between: the page goes by time, the chain by sequence.
        foreach (var minute in (int[])[0, 1, 5, 2, 2])
        {
            await Store.RecordAsync(Make("user:eva", "x", "s", null, minute), default);
        }

        var first = await Store.ReadAuditAsync(new AuditFilter(), null, null, 2, default);
        var second = await Store.ReadAuditAsync(new AuditFilter(), null, first.Next, 2, default);
        var third = await Store.ReadAuditAsync(new AuditFilter(), null, second.Next, 2, default);

        Assert.Equal([3L, 5L], first.Entries.Select(entry => entry.Sequence));
        Assert.Equal([4L, 2L], second.Entries.Select(entry => entry.Sequence));
        Assert.Equal([1L], third.Entries.Select(entry => entry.Sequence));
        Assert.Null(third.Next);
        Assert.Equal([3L, 4L], (await Store.ReadAuditChainAsync(2, 2, default)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Every_filter_leaves_what_was_asked_for()
    {
        await Store.RecordAsync(Make("user:eva", "order.flagged", "o1", "north"), default);
        await Store.RecordAsync(Make("user:tom", "order.flagged", "o2", "south", 1), default);
        await Store.RecordAsync(Make("user:eva", "user.added", "tom", null, 2), default);

        Assert.Equal([3L, 1L], await ReadAsync(new AuditFilter(Actor: "user:eva")));
        Assert.Equal([2L, 1L], await ReadAsync(new AuditFilter(Action: "order.flagged")));
        Assert.Equal([2L], await ReadAsync(new AuditFilter(Subject: "o2", Action: "order.flagged")));
        Assert.Empty(await ReadAsync(new AuditFilter(Subject: "o2", Actor: "user:eva")));
        Assert.Equal([1L], await ReadAsync(new AuditFilter(BranchId: "north")));
        Assert.Equal([2L], await ReadAsync(new AuditFilter(From: s_noon.AddMinutes(1), Before: s_noon.AddMinutes(2))));
    }

    [Fact]
    public async Task Who_sees_some_branches_reads_of_those_alone()
    {
        await Store.RecordAsync(Make("user:eva", "x", "o1", "north"), default);
        await Store.RecordAsync(Make("user:eva", "x", "o2", "south", 1), default);
        await Store.RecordAsync(Make("user:eva", "x", "o3", "east", 2), default);
        await Store.RecordAsync(Make("user:eva", "x", "o4", null, 3), default);

        Assert.Equal([2L, 1L], await ReadAsync(new AuditFilter(), "north", "south", "north"));
        Assert.Equal([1L], await ReadAsync(new AuditFilter(BranchId: "north"), "north", "south"));
        Assert.Empty(await ReadAsync(new AuditFilter(BranchId: "east"), "north", "south"));
        Assert.Empty(await ReadAsync(new AuditFilter(), []));
    }

    private async Task<IEnumerable<long>> ReadAsync(AuditFilter filter, params string[]? scope) =>
        (await Store.ReadAuditAsync(filter, scope, null, 10, default)).Entries.Select(entry => entry.Sequence);

    private async Task<IEnumerable<long>> ReadAsync(AuditFilter filter) => await ReadAsync(filter, scope: null);

    private static void AssertWhole(IReadOnlyList<AuditEntry> chain)
    {
        var walk = new AuditWalk();
        Assert.All(chain, entry => Assert.Null(walk.Take(entry)));
    }

    private static Act Make(string actor, string action, string subject, string? branch, int minute = 0) =>
        new(s_noon.AddMinutes(minute), actor, action, subject, branch, null);
}
