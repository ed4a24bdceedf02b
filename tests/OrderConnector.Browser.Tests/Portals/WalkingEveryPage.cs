using OrderConnector.Browser.Tests.Browsing;
using OrderConnector.Simulators.Portals;

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
    public void No_page_is_forgotten() => Assert.Empty(PortalPages.Forgotten().Concat(PageAddresses.Forgotten()));

    public static TheoryData<string> Looks => [.. Look.All.Select(look => look.Name)];

    [ChromiumTheory]
    [MemberData(nameof(Looks))]
    public async Task Each_of_them_is_without_fault(string name)
    {
        var look = Look.All.Single(look => look.Name == name);
        var faults = new List<string>();
        await using (var outside = await estate.OpenAsync(chromium, look))
        {
            await WalkAsync(outside, look, PageAddresses.Of(estate.Receipt), faults);
        }

        await using var window = await estate.OpenLoggedInAsync(chromium, look);
        await WalkAsync(window, look, PortalPages.Of(estate.Examples), faults);

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [ChromiumFact]
    public async Task Each_of_them_is_there_in_200_ms_beside_all_that_is_stored()
    {
        using var visitor = await estate.VisitAsync();
        var slow = new List<string>();
        foreach (var page in PortalPages.Of(estate.Examples))
        {
            // The fastest of ten: what else the machine does makes some slower, what a page costs makes all slower.
            var took = new List<TimeSpan>();
            for (var i = 0; i < 10; i++)
            {
                took.Add((await visitor.GetAsync(page.Path, CancellationToken.None)).Took);
            }

            if (took.Min() > TimeSpan.FromMilliseconds(200))
            {
                slow.Add($"{page.Path}: {took.Min()}");
            }
        }

        Assert.Empty(slow);
    }

    private static async Task WalkAsync(
        BrowserWindow window, Look look, IEnumerable<PortalPage> pages, List<string> faults)
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
