using OrderConnector.Browser.Tests.Browsing;

namespace OrderConnector.Browser.Tests.Portals;

/// <summary>
/// Every page of the application, in both languages, both themes, on a phone and at a desk: nothing on the console,
/// nothing from another host, nothing wider than the screen, nothing that axe-core finds; a picture of each.
/// </summary>
[Collection(InChromium.Name)]
public sealed class WalkingEveryPage(Chromium chromium, FurnishedEstate estate) : IClassFixture<FurnishedEstate>
{
    // The two that differ in everything: what depends on the theme, the size or the language shows in one of them.
    private static readonly string[] s_judged = ["de-light-desktop", "en-dark-phone"];

    [Fact]
    public void No_page_is_forgotten() => Assert.Empty(PageAddresses.Forgotten());

    [Fact]
    public void No_address_is_of_a_page_that_is_gone() => Assert.Empty(PageAddresses.Gone());

    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    [ChromiumTheory]
    [MemberData(nameof(Looks))]
    public async Task Each_of_them_is_without_fault(string name)
    {
        var look = Look.All.Single(look => look.Name == name);
        var faults = new List<string>();
        await using (var outside = await estate.OpenAsync(chromium, look))
        {
            await WalkAsync(outside, look, PageAddresses.BeforeLogIn, faults);
        }

        await using var window = await estate.OpenLoggedInAsync(chromium, look);
        await WalkAsync(window, look, PageAddresses.Of(estate.Examples), faults);

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static async Task WalkAsync(
        BrowserWindow window, Look look, IEnumerable<PageAddress> pages, List<string> faults)
    {
        foreach (var page in pages)
        {
            var answer = await window.Page.GotoAsync(page.Path);
            if (answer!.Status != 200)
            {
                faults.Add($"{page.Path}: answered {answer.Status}");
            }

            List<string> found = [.. await window.FindOverflowAsync()];
            if (s_judged.Contains(look.Name))
            {
                found.AddRange(await window.FindBarriersAsync());
            }

            await window.PictureAsync($"{page.Name}-{look.Name}");
            found.AddRange(window.TakeOffences());
            faults.AddRange(found.Select(fault => $"{page.Path}: {fault}"));
        }
    }
}
