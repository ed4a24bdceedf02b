using System.Text.RegularExpressions;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Showing;

public sealed partial class LookingAtManyBranches
{
    [Fact]
    public async Task Each_branch_of_a_long_chain_stands_on_one_page_and_is_found_by_its_name()
    {
        await using var cloud = await CloudUnderTest.StartAsync();
        for (var place = 0; place < 120; place++)
        {
            await cloud.Store.AddBranchAsync(
                new NewBranch($"b-{place:000}", $"Laden {place:000}", 1, 9, "Europe/Berlin"),
                cloud.Clock.GetUtcNow(), default);
        }

        using var reader = await PortalBrowser.LoggedInAsync(cloud, PortalRole.Auditor);
        var (seen, pages) = (new List<string>(), 0);
        for (var path = "/portal"; path is not null; pages++)
        {
            var page = await reader.ReadAsync(path);
            seen.AddRange(Cards(page));
            path = Next().Match(page) is { Success: true } next ? next.Groups[1].Value : null;
        }

        Assert.Equal(3, pages);
        Assert.Equal(123, seen.Count);
        Assert.Equal(123, seen.Distinct().Count());
        Assert.Equal(["b-077"], Cards(await reader.ReadAsync("/portal?q=laden+077")));
    }

    private static IEnumerable<string> Cards(string page) =>
        Card().Matches(page).Select(card => card.Groups[1].Value);

    [GeneratedRegex("id=\"branch-([^\"]+)\"")]
    private static partial Regex Card();

    [GeneratedRegex("href=\"(/portal\\?after=[^\"]+)\" rel=\"next\"")]
    private static partial Regex Next();
}
