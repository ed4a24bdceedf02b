using System.Globalization;
using System.Text.Json;
using OrderConnector.Demo.Ordering;

namespace OrderConnector.Demo.Showing;

/// <summary>One post and what became of it, as the API tells it.</summary>
/// <param name="order">What was posted.</param>
/// <param name="sentAt">Just before the call that let the order go: the post, or the payment of a checkout.</param>
internal sealed class OrderRow(DemoOrder order, DateTimeOffset sentAt)
{
    internal DemoOrder Order { get; } = order;

    internal DateTimeOffset SentAt { get; set; } = sentAt;

    /// <summary>The product's id; null where the post was refused.</summary>
    internal string? Id { get; set; }

    internal long? Number { get; set; }

    /// <summary>As the wire writes it; "posting" before the answer, "refused" after a 4xx.</summary>
    internal string State { get; set; } = "posting";

    /// <summary>When it came to its state, by the cloud's clock.</summary>
    internal DateTimeOffset? StateSince { get; set; }

    /// <summary>"fiscal" of the answer.</summary>
    internal JsonElement? Fiscal { get; set; }

    /// <summary>"/r/…".</summary>
    internal string? ReceiptLink { get; set; }

    /// <summary>What is worth a word besides: the status of a refusal, the reason of an outage.</summary>
    internal string? Note { get; set; }

    /// <summary>True for a post that had to meet a stored order: it is no order of its own.</summary>
    internal bool IsRepeat { get; set; }

    internal bool IsSettled => State is "signed" or "unsigned" or "rejected" or "cancelled" or "aborted" or "refused"
        or "known" or "conflict";

    /// <summary>One of many of the same kind: the table shows them as one.</summary>
    internal bool IsInRush => OrderBook.LunchRush.Contains(Order);

    internal bool IsAsExpected => IsRepeat || State == Order.Expected.State;

    /// <summary>From the call to the signature as the cloud knows it; null where nothing was signed.</summary>
    internal TimeSpan? ToSigned => State is "signed" or "unsigned" && StateSince is { } since ? since - SentAt : null;

    internal string Milliseconds => ToSigned is { } time
        ? time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms"
        : "";

    internal string ToLine() => string.Join("  ", Columns()).TrimEnd();

    private IEnumerable<string> Columns() =>
    [
        (Number?.ToString(CultureInfo.InvariantCulture) ?? "-").PadRight(8),
        Order.Channel.PadRight(8),
        Order.Branch.PadRight(14),
        Order.What.PadRight(46),
        State.PadRight(15),
        Milliseconds.PadLeft(8),
        Note ?? "",
    ];
}
