using Microsoft.Playwright;

namespace OrderConnector.Browser.Tests.Browsing;

/// <summary>One browser for all tests of the collection; each test opens windows of its own, which share nothing.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // A busy machine is no fault of the page.
    private const int Patience = 30_000;

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (ChromiumProgram.Missing is not null)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumProgram.Path,
            // Chromium's own sandbox refuses to run as root.
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
            // No page of ours asks another host for anything; if one does, the name is not even looked up.
            Args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"],
        });
    }

    /// <summary>A window with cookies of its own.</summary>
    /// <param name="site">Where addresses begin; everything else is another host.</param>
    /// <param name="look">Size, theme and language; a German desktop where none is given.</param>
    internal async Task<BrowserWindow> OpenAsync(Uri site, Look? look = null)
    {
        var chosen = look ?? Look.Usual;
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.GetLeftPart(UriPartial.Authority),
            ViewportSize = new ViewportSize { Width = chosen.Size.Width, Height = chosen.Size.Height },
            IsMobile = chosen.Size.Touch,
            HasTouch = chosen.Size.Touch,
            ColorScheme = chosen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = chosen.Language,
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        // As the switch on the page keeps it: a person's own language would win over what the browser asks for.
        await context.AddCookiesAsync(
        [
            new Cookie { Name = "oc-language", Value = chosen.Language, Url = site.GetLeftPart(UriPartial.Authority) },
        ]);
        return new BrowserWindow(context, await context.NewPageAsync(), site);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class InChromium : ICollectionFixture<Chromium>
{
    public const string Name = "In Chromium";
}
