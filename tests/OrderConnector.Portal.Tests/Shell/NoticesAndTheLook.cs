using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Tests.Shell;

public sealed class NoticesAndTheLook
{
    [Theory]
    [InlineData(NoticeKind.Good, "3 Bestellungen sind markiert.")]
    [InlineData(NoticeKind.Bad, "„Zu spät“: <b>40000012</b>")]
    public async Task A_notice_reaches_the_next_page_and_only_that(NoticeKind kind, string text)
    {
        var posted = Context("POST");
        await SeeOther.Saying("/portal/orders?view=all", kind, text).ExecuteAsync(posted);
        Assert.Equal(303, posted.Response.StatusCode);
        Assert.Equal("/portal/orders?view=all", posted.Response.Headers.Location);

        var next = Context("GET", CookieOf(posted));
        Assert.Equal(new Notice(kind, text), Notices.Take(next));
        Assert.Contains("expires=Thu, 01 Jan 1970", next.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_of_the_script_takes_no_notice_away()
    {
        var posted = Context("POST");
        await SeeOther.Saying("/portal", NoticeKind.Good, "done").ExecuteAsync(posted);
        var live = Context("GET", CookieOf(posted));
        live.Request.Headers[Notices.LiveHeader] = "1";

        Assert.Null(Notices.Take(live));
        Assert.Empty(live.Response.Headers.SetCookie.ToString());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("OQ")]
    [InlineData("OWFiYw")]
    public void A_cookie_that_is_no_notice_is_none(string value) =>
        Assert.Null(Notices.Take(Context("GET", "oc-notice=" + value)));

    [Theory]
    [InlineData("/portal", true)]
    [InlineData("/portal/orders/1?a=b", true)]
    [InlineData("/a/token", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/portal//evil.example", false)]
    [InlineData("/portal\\evil", false)]
    [InlineData("/portalevil", false)]
    [InlineData("https://evil.example/portal", false)]
    [InlineData("/portal/\r\nSet-Cookie: x", false)]
    [InlineData(null, false)]
    public void Redirects_stay_within_the_portal(string? path, bool ours)
    {
        Assert.Equal(ours, SeeOther.IsOurs(path));
        if (!ours && path is not null)
        {
            Assert.Throws<ArgumentException>(() => SeeOther.To(path));
        }
    }

    [Theory]
    [InlineData("oc-language=en", "de", Language.English)]
    [InlineData("", "en-GB,en;q=0.9", Language.English)]
    [InlineData("", "fr, en;q=0.5, de;q=0.8", Language.German)]
    [InlineData("oc-language=xx", "", Language.German)]
    public void The_language_is_the_choice_of_the_browser(string cookie, string accepts, Language language)
    {
        var context = Context("GET", cookie);
        context.Request.Headers.AcceptLanguage = accepts;

        Assert.Equal(language, Look.LanguageOf(context.Request, user: null));
    }

    [Fact]
    public void A_person_s_own_language_goes_before_the_browser_s()
    {
        var context = Context("GET");
        context.Request.Headers.AcceptLanguage = "en";

        Assert.Equal(Language.German, Look.LanguageOf(context.Request, Rendered.Anna));
    }

    [Fact]
    public async Task A_choice_is_kept_and_leads_back()
    {
        var context = Context("POST");
        context.Request.Form = new FormCollection(new() { ["theme"] = "dark", ["back"] = "/portal/audit", ["language"] = "xx" });

        await (await Look.ChooseAsync(context)).ExecuteAsync(context);

        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("oc-theme=dark;", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("oc-language", cookie, StringComparison.Ordinal);
        Assert.Equal("/portal/audit", context.Response.Headers.Location);
        Assert.Equal(Theme.Dark, Look.ThemeOf(Context("GET", "oc-theme=dark").Request));
    }

    private static string CookieOf(HttpContext context) =>
        context.Response.Headers.SetCookie.ToString().Split(';')[0];

    private static DefaultHttpContext Context(string method, string cookie = "")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Headers.Accept = "text/html";
        context.Request.Headers.Cookie = cookie;
        return context;
    }
}
