using System.Net;
using System.Text;
using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Reporting;

/// <summary>The digital receipt as a page: the text as printed and its QR code; no script, nothing foreign.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Html">The whole page.</param>
public sealed record ReceiptPage(int Status, string Html)
{
    private const string Style = """
        :root { color-scheme: light; }
        body { margin: 0; padding: 1rem; background: #eceae5; color: #1c1b19; font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 26rem; margin: 0 auto; padding: 1.25rem; background: #fff; border-radius: .5rem; }
        h1 { margin: 0 0 .75rem; font-size: 1.1rem; }
        /* 42 letters are 25.3 times the size of one wide: on a phone they are made to fit. */
        pre { margin: 0; font: .8rem/1.35 ui-monospace, Consolas, monospace; }
        @media (max-width: 26rem) { pre { font-size: min(.8rem, calc((100vw - 4.5rem) / 25.6)); } }
        svg { display: block; width: 100%; max-width: 15rem; height: auto; margin: 1rem auto; }
        .test { margin: 0 0 1rem; padding: .5rem .75rem; background: #fff3c4; border: 2px solid #a06a00; }
        .small { margin: 1rem 0 0; color: #55524c; font-size: .85rem; }
        @media print { body { background: #fff; padding: 0; } main { max-width: none; } }
        """;

    /// <summary>Only the page's own style is allowed, by its hash.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{StyleHash()}'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    /// <summary>The page of an order: its receipt, or that it is still to come.</summary>
    public static ReceiptPage Of(StoredOrder order)
    {
        if (order.Receipt is not null
            && JsonSerializer.Deserialize<IssuedReceipt>(order.Receipt, WireJson.Options) is { } receipt)
        {
            return new ReceiptPage(StatusCodes.Status200OK, Issued(receipt));
        }

        return order.State switch
        {
            OrderState.AwaitingPayment or OrderState.Held or OrderState.Queued or OrderState.Collected
                or OrderState.SetAside or OrderState.Signed or OrderState.Unsigned => NotYet(),
            OrderState.Aborted or OrderState.Expired or OrderState.Cancelled or OrderState.Rejected => Never(
                "Diese Bestellung wurde nicht ausgeführt.", "This order was not carried out."),
            OrderState.TransmittedManually => Never(
                "Den Beleg zu dieser Bestellung erhalten Sie in der Filiale.",
                "The branch hands you the receipt for this order."),
        };
    }

    /// <summary>The page of a link that leads nowhere.</summary>
    public static ReceiptPage Unknown() => new(
        StatusCodes.Status404NotFound,
        Page("Beleg nicht gefunden", "", Both(
            "Unter diesem Link liegt kein Beleg. Bitte prüfen Sie, ob der Link vollständig ist.",
            "There is no receipt behind this link. Please check that the link is complete.")));

    /// <summary>Writes the page; nobody may keep, index or frame it.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers["Referrer-Policy"] = "no-referrer";
        var bytes = Encoding.UTF8.GetBytes(Html);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static string Issued(IssuedReceipt receipt)
    {
        var body = new StringBuilder();
        if (receipt.Test)
        {
            body.Append("<p class=\"test\" role=\"note\">TEST – kein gültiger Beleg "
                + "<span lang=\"en\">(not a valid receipt)</span></p>\n");
        }

        body.Append("<pre>").Append(WebUtility.HtmlEncode(receipt.Text)).Append("</pre>\n");
        if (receipt.Qr is { Length: > 0 } qr)
        {
            body.Append("<div role=\"img\" aria-label=\"QR-Code des Belegs\">").Append(QrSvg.Of(qr)).Append("</div>\n");
        }

        return Page(receipt.Kind is "orderSlip" or "counterOrderSlip" ? "Bestellung" : "Beleg", "", body.ToString());
    }

    private static ReceiptPage NotYet() => new(
        StatusCodes.Status200OK,
        Page("Beleg folgt", "<meta http-equiv=\"refresh\" content=\"5\">\n", Both(
            "Ihre Bestellung ist angekommen. Der Beleg erscheint hier, sobald die Filiale sie bearbeitet hat; "
            + "diese Seite aktualisiert sich von selbst.",
            "Your order has arrived. The receipt appears here as soon as the branch has processed it; "
            + "this page refreshes itself.")));

    private static ReceiptPage Never(string german, string english) =>
        new(StatusCodes.Status200OK, Page("Kein Beleg", "", Both(german, english)));

    private static string Both(string german, string english) =>
        $"<p>{german}</p>\n<p class=\"small\" lang=\"en\">{english}</p>\n";

    private static string Page(string title, string head, string body) =>
        "<!doctype html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
        + $"{head}<title>{title}</title>\n<style>{Style}</style>\n</head>\n"
        + $"<body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n";

    private static string StyleHash() => Convert.ToBase64String(
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
}
