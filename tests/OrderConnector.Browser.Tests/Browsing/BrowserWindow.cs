using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrderConnector.Browser.Tests.Browsing;

/// <summary>
/// A window of the browser which remembers what no page may do: say an error or warning on the console, throw, ask
/// another host for anything.
/// </summary>
internal sealed class BrowserWindow : IAsyncDisposable
{
    // What makes the page wider than the screen, and text that sticks out of its box and under its neighbour.
    private const string FindOverflow = """
        () => {
          const wide = document.documentElement.clientWidth, found = [];
          const name = e => e.tagName.toLowerCase() + [...e.classList].map(c => '.' + c).join('');
          if (document.documentElement.scrollWidth > wide) {
            found.push(`the page is ${document.documentElement.scrollWidth} wide on a screen of ${wide}`);
          }
          // What nobody sees: folded away, or cut down to a point for screen readers alone.
          const unseen = e => !e.checkVisibility() || e.closest('svg') !== null
            || [e, e.closest('thead')].some(one => one && getComputedStyle(one).clipPath !== 'none');
          for (const e of document.body.querySelectorAll('*')) {
            if (unseen(e)) {
              continue;
            }

            if (e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'visible') {
              const text = e.textContent.trim().slice(0, 40);
              found.push(`${name(e)} is ${e.clientWidth} wide and holds ${e.scrollWidth}: ${text}`);
            }
          }
          return found.slice(0, 6);
        }
        """;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _offences = [];

    internal BrowserWindow(IBrowserContext context, IPage page, Uri site)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _offences.Enqueue($"console {message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _offences.Enqueue($"thrown by a script: {error}");
        context.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme is not "data" and not "blob" && asked.Authority != site.Authority)
            {
                _offences.Enqueue($"asked another host: {request.Url}");
            }
        };
    }

    internal IPage Page { get; }

    /// <summary>Opens a page of a process that may be starting still.</summary>
    internal async Task GoWhenServedAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Page.GotoAsync(path);
                return;
            }
            catch (PlaywrightException e) when (e.Message.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal))
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    /// <summary>What the pages shown so far did that they may not, and forgets it.</summary>
    internal IReadOnlyList<string> TakeOffences()
    {
        var taken = new List<string>();
        while (_offences.TryDequeue(out var offence))
        {
            taken.Add(offence);
        }

        return taken;
    }

    /// <summary>Elements that make the page wider than the screen; none where it fits.</summary>
    internal async Task<IReadOnlyList<string>> FindOverflowAsync() =>
        await Page.EvaluateAsync<string[]>(FindOverflow);

    /// <summary>What axe-core finds, by all of its rules; one line for each place.</summary>
    internal async Task<IReadOnlyList<string>> FindBarriersAsync()
    {
        var result = await Page.RunAxe();
        return [.. result.Violations.SelectMany(Describe)];
    }

    /// <summary>The whole page as a picture.</summary>
    internal Task PictureAsync(string name)
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        return Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Path.Combine(folder, name + ".png"),
            FullPage = true,
        });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static IEnumerable<string> Describe(AxeResultItem violation) => violation.Nodes.Select(node =>
        $"axe {violation.Id}: {violation.Help}: {node.Target} {node.Html}");
}
