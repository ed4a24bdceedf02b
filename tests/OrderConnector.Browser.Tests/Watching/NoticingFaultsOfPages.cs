using OrderConnector.Browser.Tests.Browsing;

namespace OrderConnector.Browser.Tests.Watching;

/// <summary>What later tests ask of every page of the product can fail: each fault is noticed where there is one.</summary>
[Collection(InChromium.Name)]
public sealed class NoticingFaultsOfPages(Chromium chromium)
{
    private static readonly Look s_phone = new("en", true, Screen.Phone);

    [ChromiumFact]
    public async Task A_page_without_faults_is_found_without()
    {
        var (offences, overflow, barriers) = await LookAtAsync("<p>All is well, 12,50 €.</p>");

        Assert.Empty(offences);
        Assert.Empty(overflow);
        Assert.Empty(barriers);
    }

    [ChromiumFact]
    public async Task An_error_on_the_console_is_noticed()
    {
        var (offences, _, _) = await LookAtAsync("<script>console.error('broken')</script>");

        Assert.Contains("broken", Assert.Single(offences), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_script_that_throws_is_noticed()
    {
        var (offences, _, _) = await LookAtAsync("<script>throw new Error('thrown')</script>");

        Assert.Contains("thrown", Assert.Single(offences), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_request_to_another_host_is_noticed()
    {
        var (offences, _, _) = await LookAtAsync("<img alt='' src='http://fonts.example.com/a.png'>");

        Assert.Contains(offences, offence => offence.Contains("another host", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_page_wider_than_the_phone_is_noticed()
    {
        var (_, overflow, _) = await LookAtAsync("<pre>" + new string('x', 200) + "</pre>");

        Assert.Contains(overflow, line => line.StartsWith("pre", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_field_without_a_name_is_noticed()
    {
        var (_, _, barriers) = await LookAtAsync("<input>");

        Assert.Contains(barriers, barrier => barrier.StartsWith("axe label", StringComparison.Ordinal));
    }

    private async Task<(IReadOnlyList<string> Offences, IReadOnlyList<string> Overflow, IReadOnlyList<string> Barriers)>
        LookAtAsync(string body)
    {
        await using var page = await FaultyPage.ServeAsync(body);
        await using var window = await chromium.OpenAsync(page.Url, s_phone);
        await window.Page.GotoAsync("/");
        var overflow = await window.FindOverflowAsync();
        var barriers = await window.FindBarriersAsync();
        return (window.TakeOffences(), overflow, barriers);
    }
}
