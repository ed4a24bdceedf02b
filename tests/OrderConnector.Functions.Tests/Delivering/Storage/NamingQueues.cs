using System.Text.RegularExpressions;
using OrderConnector.Functions.Delivering.Storage;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

public sealed partial class NamingQueues
{
    private static readonly QueueNames s_names = new("orders");

    [Theory]
    [InlineData("berlin-mitte", "orders-b-berlin-mitte")]
    [InlineData("1", "orders-b-1")]
    [InlineData("a--b", "orders-h-")]
    [InlineData("a-", "orders-h-")]
    [InlineData("-a", "orders-h-")]
    [InlineData("-", "orders-h-")]
    [InlineData("Mitte", "orders-h-")]
    [InlineData("münchen", "orders-h-")]
    public void A_branch_names_its_queue_where_its_id_makes_a_name(string branchId, string expected)
    {
        var name = s_names.Of(branchId);

        Assert.StartsWith(expected, name, StringComparison.Ordinal);
        Assert.Matches(Allowed(), name);
        Assert.Equal(name, s_names.Of(branchId));
    }

    [Fact]
    public void Whatever_the_branch_the_name_is_allowed_and_no_two_share_one()
    {
        var random = new Random(7);
        var ids = Enumerable.Range(0, 20_000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 61)).Select(_ => "ab0-h"[random.Next(5)])))
            .Concat([new string('a', 60), new string('a', 54), new string('a', 55), "c-work", "work", "directory"])
            .Distinct().ToList();
        foreach (var prefix in (string[])["o", "orders", "12345678901234567890"])
        {
            var names = new QueueNames(prefix);
            var made = ids.Select(names.Of).ToList();

            Assert.All(made, name => Assert.Matches(Allowed(), name));
            Assert.Equal(ids.Count + 2, made.Append(names.Work).Append(names.Directory).Distinct().Count());
        }
    }

    /// <summary>Naming Queues and Metadata, Azure Storage: 3 to 63 of a-z 0-9 and single hyphens inside.</summary>
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Allowed();
}
