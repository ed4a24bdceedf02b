using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Showing;

/// <summary>Makes a page: its frame, its component, the answer. Whatever a component shows is encoded.</summary>
internal sealed class PageWriter(
    StaffDesk desk, StaffPageSetting setting, IAntiforgery antiforgery, TimeProvider time, IServiceProvider services,
    ILoggerFactory loggers)
{
    /// <summary>What <c>/news</c> is asked with from now on.</summary>
    internal string Seen => FormattableString.Invariant($"{setting.Run}-{desk.News.Count}");

    /// <summary>The frame of a page.</summary>
    /// <param name="call">The call.</param>
    /// <param name="path">The page's own path.</param>
    /// <param name="note">Told on top; null for nothing.</param>
    internal PageFrame FrameOf(HttpContext call, string path, Func<Speech, PageNote?>? note = null)
    {
        // Before the branch is looked at: what changes in between is told once more, not missed.
        var seen = Seen;
        var speech = PageCookies.SpeechOf(call.Request);
        return new PageFrame(
            speech, desk.Glance(), time.GetUtcNow(), seen, antiforgery.GetAndStoreTokens(call).RequestToken!,
            PageCookies.PersonOf(call.Request), path, note?.Invoke(speech), setting);
    }

    /// <summary>Writes a page.</summary>
    /// <typeparam name="TPage">A component with the parameters Frame and, where it has one, Order.</typeparam>
    internal async Task<IResult> WriteAsync<TPage>(
        PageFrame frame, OrderInFull? order = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var parameters = new Dictionary<string, object?> { ["Frame"] = frame };
        if (order is not null)
        {
            parameters["Order"] = order;
        }

        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters));
            return page.ToHtmlString();
        });
        return Results.Text("<!DOCTYPE html>\n" + html, "text/html", Encoding.UTF8, status);
    }
}
