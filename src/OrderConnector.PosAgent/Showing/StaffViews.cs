using System.Globalization;
using System.Text;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Showing.Pages;
using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Showing;

/// <summary>What can be looked at. Nothing here changes anything.</summary>
internal sealed class StaffViews(
    StaffDesk desk, PageWriter pages, StaffPageSetting setting, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // Shorter than any proxy or browser gives up.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(25);

    /// <summary>Everything at a glance.</summary>
    internal Task<IResult> OverviewAsync(HttpContext call) => pages.WriteAsync<Overview>(pages.FrameOf(
        call, "/", speech => AnswerWords.Done(call.Request.Query["done"], NumberIn(call), speech)));

    /// <summary>One order.</summary>
    internal Task<IResult> OrderAsync(HttpContext call, long number) => OrderAsync(
        call, number, speech => AnswerWords.Done(call.Request.Query["done"], number, speech));

    /// <summary>One order, with something told on top.</summary>
    internal Task<IResult> OrderAsync(
        HttpContext call, long number, Func<Speech, PageNote?> note, int status = StatusCodes.Status200OK)
    {
        var frame = pages.FrameOf(call, FormattableString.Invariant($"/orders/{number}"), note);
        return desk.LookAtOrder(number) is { } order
            ? pages.WriteAsync<OrderDetails>(frame, order, status)
            : Missing(frame, number);
    }

    /// <summary>The receipt of an order, to be printed as a copy.</summary>
    internal Task<IResult> ReceiptAsync(HttpContext call, long number)
    {
        var frame = pages.FrameOf(call, FormattableString.Invariant($"/orders/{number}/receipt"));
        return desk.LookAtOrder(number) is { Order.Receipt: not null } order
            ? pages.WriteAsync<ReceiptCopy>(frame, order)
            : Missing(frame, number);
    }

    /// <summary>The QR code of a receipt.</summary>
    internal IResult ReceiptQr(long number) => desk.FindReceipt(number).Receipt is { Receipt.Qr: { } qr }
        ? Svg(qr)
        : Results.NotFound();

    /// <summary>What to do in an emergency.</summary>
    internal Task<IResult> EmergencyAsync(HttpContext call) =>
        pages.WriteAsync<WhatToDo>(pages.FrameOf(call, "/emergency"));

    /// <summary>The portal's address for a phone's camera.</summary>
    internal IResult PortalQr() => Svg(setting.Portal.AbsoluteUri);

    /// <summary>Stylesheet, script, icon; the name tells the content, so it may be kept for ever.</summary>
    internal static IResult Asset(HttpContext call, string file)
    {
        if (PageAssets.Find(file) is not { } asset)
        {
            return Results.NotFound();
        }

        call.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Bytes, asset.ContentType);
    }

    /// <summary>Answers once there is more than was seen, or after a while: what is to be asked with next.</summary>
    internal async Task<IResult> NewsAsync(HttpContext call)
    {
        using var alarm = new CancellationTokenSource(s_longestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            alarm.Token, call.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await desk.News.WaitAsync(CountIn(call.Request.Query["seen"].ToString()), either.Token);
        }
        catch (OperationCanceledException) when (!call.RequestAborted.IsCancellationRequested)
        {
            // Nothing new, and that is an answer as well.
        }

        return Results.Text(pages.Seen, "text/plain", Encoding.UTF8);
    }

    // What another process has shown is not what this one shows: -1 is no count there is.
    private long CountIn(string seen) =>
        seen.StartsWith(setting.Run + "-", StringComparison.Ordinal)
        && long.TryParse(
            seen.AsSpan(setting.Run.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : -1;

    private static long NumberIn(HttpContext call) =>
        long.TryParse(call.Request.Query["order"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private Task<IResult> Missing(PageFrame frame, long number)
    {
        var note = AnswerWords.NotDone("unknownOrder", number, null, frame.Speech);
        return pages.WriteAsync<NotHere>(frame with { Note = note }, null, StatusCodes.Status404NotFound);
    }

    private static IResult Svg(string text) => Results.Text(QrImage.Svg(text), "image/svg+xml", Encoding.UTF8);
}
