using System.Security.Cryptography;
using System.Text;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Core.Tests.Auditing;

public sealed class ChainingActs
{
    private static readonly Act s_act = new(
        DateTimeOffset.FromUnixTimeMilliseconds(258), "user:eva", "x", "s", null, "ü",
        new Dictionary<string, string> { ["b"] = "2", ["B"] = "1" });

    /// <summary>The bytes stand here one by one, so that the log can be checked by any other program.</summary>
    [Fact]
    public void The_content_is_hashed_field_by_field()
    {
        byte[] content =
        [
            0, 0, 0, 0, 0, 0, 1, 2,
            0, 0, 0, 8, .. Encoding.ASCII.GetBytes("user:eva"),
            0, 0, 0, 1, (byte)'x',
            0, 0, 0, 1, (byte)'s',
            255, 255, 255, 255,
            0, 0, 0, 2, 0xC3, 0xBC,
            0, 0, 0, 2,
            0, 0, 0, 1, (byte)'B', 0, 0, 0, 1, (byte)'1',
            0, 0, 0, 1, (byte)'b', 0, 0, 0, 1, (byte)'2',
        ];

        Assert.Equal(SHA256.HashData(content), AuditChain.HashContent(s_act));
    }

    [Fact]
    public void No_details_are_like_none_at_all() => Assert.Equal(
        AuditChain.HashContent(s_act with { Details = null }),
        AuditChain.HashContent(s_act with { Details = new Dictionary<string, string>() }));

    [Fact]
    public void Any_other_content_has_another_hash()
    {
        Act[] others =
        [
            s_act with { At = s_act.At.AddMilliseconds(1) }, s_act with { Actor = "user:ev" },
            s_act with { Action = "y" }, s_act with { Subject = "" }, s_act with { BranchId = "" },
            s_act with { Reason = null }, s_act with { Details = null },
            s_act with { Actor = "user:evax", Action = "" },
        ];

        Assert.Equal(others.Length + 1, others.Append(s_act)
            .Select(act => Convert.ToHexStringLower(AuditChain.HashContent(act))).Distinct().Count());
    }

    [Fact]
    public void An_entry_follows_the_one_before() => Assert.Equal(
        SHA256.HashData([.. new byte[32], .. AuditChain.HashContent(s_act)]),
        AuditChain.Follow(AuditChain.Start.Span, AuditChain.HashContent(s_act)));

    [Fact]
    public void Anything_but_hashes_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() => AuditChain.Follow(new byte[31], new byte[32]));
        Assert.Throws<ArgumentException>(() => AuditChain.Follow(new byte[32], new byte[33]));
    }

    [Fact]
    public void A_whole_chain_is_walked_to_its_head()
    {
        var chain = Chain(3);
        var walk = new AuditWalk();

        Assert.All(chain, entry => Assert.Null(walk.Take(entry)));

        Assert.Equal((3, chain[2].Hash), (walk.Sequence, walk.Head));
    }

    [Fact]
    public void A_changed_entry_is_named()
    {
        var chain = Chain(3);
        chain[1] = chain[1] with { Act = chain[1].Act with { Reason = "another" } };

        Assert.Equal(new AuditFault(2, AuditFaultKind.Changed), Walk(chain));
    }

    [Fact]
    public void An_entry_whose_hash_was_made_anew_is_found_at_the_next()
    {
        var (chain, forged) = (Chain(3), Chain(3, "forged"));
        chain[0] = forged[0];

        Assert.Equal(new AuditFault(2, AuditFaultKind.Changed), Walk(chain));
    }

    [Fact]
    public void An_entry_taken_out_is_missed() =>
        Assert.Equal(new AuditFault(2, AuditFaultKind.Missing), Walk([Chain(3)[0], Chain(3)[2]]));

    private static AuditFault? Walk(IEnumerable<AuditEntry> chain)
    {
        var walk = new AuditWalk();
        return chain.Select(walk.Take).FirstOrDefault(fault => fault is not null);
    }

    private static List<AuditEntry> Chain(int length, string reason = "r")
    {
        var head = AuditChain.Start.ToArray();
        return
        [
            .. Enumerable.Range(1, length).Select(i =>
            {
                var act = s_act with { Subject = $"{i}", Reason = reason };
                head = AuditChain.Follow(head, AuditChain.HashContent(act));
                return new AuditEntry(i, act, Convert.ToHexStringLower(head));
            }),
        ];
    }
}
