using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Tests.Shell;

public sealed class PagesAndTheirFrame
{
    [Fact]
    public async Task A_name_cannot_bring_its_own_markup()
    {
        var html = await Show(Rendered.Frame());

        Assert.Contains("Anna &lt;b&gt;Berg&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Berg", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.German, "lang=\"de\"", "Bestellungen")]
    [InlineData(Language.English, "lang=\"en\"", "Orders")]
    public async Task A_page_speaks_the_language_of_its_reader(Language language, string lang, string word)
    {
        var html = await Show(Rendered.Frame(language));

        Assert.Contains(lang, html, StringComparison.Ordinal);
        Assert.Contains(word, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_stands_in_a_page_that_the_security_policy_would_stop()
    {
        var html = await Show(Rendered.Frame() with { Mark = "a", Notice = new Notice(NoticeKind.Bad, "<i>") });

        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(" on[a-z]+=", html);
        Assert.DoesNotMatch("<script(?! src=\"/portal/assets/)", html);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("&lt;i&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PortalRole.Manager, false)]
    [InlineData(PortalRole.Auditor, true)]
    [InlineData(PortalRole.Administrator, true)]
    public async Task The_menu_leads_only_where_the_role_may_go(PortalRole role, bool users)
    {
        var html = await Show(Rendered.Frame(user: Rendered.Anna with { Role = role }));

        Assert.Equal(users, html.Contains("href=\"/portal/users\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/portal", "/portal")]
    [InlineData("/portal/orders", "/portal/orders")]
    [InlineData("/portal/orders/0123", "/portal/orders")]
    [InlineData("/portal/profile", null)]
    public void A_page_knows_its_place_in_the_menu(string path, string? current) =>
        Assert.Equal(current, MenuItems.Current(path)?.Path);

    [Fact]
    public async Task Every_state_has_a_word_besides_its_colour()
    {
        foreach (var state in Enum.GetValues<OrderState>())
        {
            var html = await Rendered.Html<StateBadge>(("State", state), ("Language", Language.German));
            Assert.Contains($">{OrderStateTexts.Of(state).German}<", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_moment_can_be_read_by_people_and_by_machines()
    {
        var html = await Rendered.Html<Moment>(
            ("Frame", Rendered.Frame()), ("At", Rendered.Now.AddMinutes(-3)), ("Ago", true));

        Assert.Contains("datetime=\"2026-11-21T14:57:00Z\"", html, StringComparison.Ordinal);
        Assert.Contains("title=\"21.11.2026, 15:57:00\"", html, StringComparison.Ordinal);
        Assert.Contains(">vor 3 Min.<", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Style_and_script_are_served_under_names_that_change_with_them()
    {
        Assert.Equal(4, PortalAssets.Styles.Count);
        Assert.All(PortalAssets.Styles, style => Assert.Matches(@"^/portal/assets/\d-[a-z]+\.[0-9a-f]{16}\.css$", style));
        Assert.NotNull(PortalAssets.Find(PortalAssets.Address("portal.js")[PortalAssets.Folder.Length..]));
        Assert.Null(PortalAssets.Find("portal.js"));
    }

    private static Task<string> Show(PageFrame frame) =>
        Rendered.Html<Page>(("Frame", frame), ("Title", ShellTexts.Orders), ("Live", true));
}
