using System.Globalization;
using System.Security.Cryptography;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Stories;

/// <summary>Everything that happened to an order, in the order it happened.</summary>
public static class OrderTimeline
{
    /// <summary>Tells the story, oldest first.</summary>
    /// <param name="order">The order as it stands.</param>
    /// <param name="story">What the store keeps of its way.</param>
    /// <param name="acts">What people did to it.</param>
    public static IReadOnlyList<StoryEntry> Of(
        OrderPortrait order, OrderStory story, IEnumerable<Act> acts)
    {
        var clock = BranchClock.Of(order.TimeZone);
        // Sorting keeps what happened in one moment as it stands here: moves before what was told of them.
        return
        [
            .. story.Moves.SelectMany((move, place) => place == 0 ? Begin(order, move) : [Moved(move)])
                .Concat(story.Reports.Select(report => BranchReports.Tell(report, clock)))
                .Concat(story.Erasures.Select(one => new StoryEntry(
                    one.At, Tone.Warn, StoryTexts.Erased, one.Actor, [StoryDetail.Of(StoryTexts.Reason, one.Reason)])))
                .Concat(story.CounterOrders.Select(Voided))
                .Concat(acts.Select(Told))
                .Concat(OrderAlerts.Tell(story, clock))
                .OrderBy(entry => entry.At),
        ];
    }

    private static IEnumerable<StoryEntry> Begin(OrderPortrait order, StoryMove first)
    {
        yield return new StoryEntry(first.At, Tone.Plain, StoryTexts.Received, first.Actor,
        [
            StoryDetail.Of(StoryTexts.ExternalId, order.ExternalId),
            new StoryDetail(StoryTexts.Size, new Text(
                Filled(StoryTexts.Bytes.German, Amounts.Of(order.Payload.Length, Language.German)),
                Filled(StoryTexts.Bytes.English, Amounts.Of(order.Payload.Length, Language.English)))),
            StoryDetail.Of(StoryTexts.Digest, Convert.ToHexStringLower(SHA256.HashData(order.Payload))),
            StoryDetail.Of(StoryTexts.ContentHash, order.ContentHash),
        ]);
        yield return new StoryEntry(first.At, FirstTone(first.To), FirstTitle(first.To), null,
        [
            StoryDetail.Of(StoryTexts.Number, order.Number.ToString(CultureInfo.InvariantCulture)),
            .. StoryDetail.Maybe(StoryTexts.Reason, first.Reason ?? order.VoidReason),
            .. Original(order),
        ]);
    }

    private static Tone FirstTone(OrderState state) => state == OrderState.Held ? Tone.Warn : Tone.Plain;

    private static Text FirstTitle(OrderState state) => state switch
    {
        OrderState.Held => StoryTexts.HeldByChecks,
        OrderState.AwaitingPayment => StoryTexts.Reserved,
        OrderState.Queued or OrderState.Aborted or OrderState.Expired or OrderState.Collected or OrderState.SetAside
            or OrderState.Signed or OrderState.Unsigned or OrderState.Cancelled or OrderState.TransmittedManually
            or OrderState.Rejected => StoryTexts.Numbered,
    };

    private static IEnumerable<StoryDetail> Original(OrderPortrait order) =>
        order is { Voids: { } original, VoidsNumber: { } number }
            ? [StoryDetail.Of(StoryTexts.VoidOf, number.ToString(CultureInfo.InvariantCulture)) with
                { Path = OrderPath.Of(original) }]
            : [];

    private static StoryEntry Moved(StoryMove move) => new(
        move.At, ToneOf(move.To), TitleOf(move), move.Actor, [.. StoryDetail.Maybe(StoryTexts.Reason, move.Reason)]);

    private static Tone ToneOf(OrderState to) => to switch
    {
        OrderState.Queued or OrderState.Collected => Tone.Info,
        OrderState.Signed => Tone.Good,
        OrderState.Held or OrderState.SetAside or OrderState.Unsigned or OrderState.TransmittedManually => Tone.Warn,
        OrderState.Rejected => Tone.Bad,
        OrderState.AwaitingPayment or OrderState.Aborted or OrderState.Expired or OrderState.Cancelled => Tone.Plain,
    };

    private static Text TitleOf(StoryMove move) => move.To switch
    {
        OrderState.Queued => move.From switch
        {
            OrderState.AwaitingPayment or OrderState.Expired => StoryTexts.Paid,
            OrderState.Held => StoryTexts.Approved,
            OrderState.TransmittedManually => StoryTexts.FlagWithdrawn,
            null => StoryTexts.Queued,
            OrderState.Queued or OrderState.Aborted or OrderState.Collected or OrderState.SetAside
                or OrderState.Signed or OrderState.Unsigned or OrderState.Cancelled or OrderState.Rejected =>
                StoryTexts.QueuedAgain,
        },
        OrderState.Collected => StoryTexts.Collected,
        OrderState.Signed => StoryTexts.Signed,
        OrderState.Unsigned => StoryTexts.Unsigned,
        OrderState.TransmittedManually => StoryTexts.Transmitted,
        OrderState.Held => StoryTexts.Held,
        OrderState.Aborted => StoryTexts.Aborted,
        OrderState.Expired => StoryTexts.Expired,
        OrderState.Cancelled => StoryTexts.Cancelled,
        OrderState.Rejected => StoryTexts.Rejected,
        OrderState.SetAside => StoryTexts.SetAside,
        OrderState.AwaitingPayment => StoryTexts.Reserved,
    };

    private static StoryEntry Voided(CounterOrder counter) => new(
        counter.CreatedAt, Tone.Warn, StoryTexts.Voided, null,
        [
            StoryDetail.Of(StoryTexts.Number, counter.Number.ToString(CultureInfo.InvariantCulture)) with
            {
                Path = OrderPath.Of(counter.Id),
            },
            new StoryDetail(StoryTexts.State, OrderStateTexts.Of(counter.State)),
            .. StoryDetail.Maybe(StoryTexts.Reason, counter.Reason),
        ]);

    private static StoryEntry Told(Act act) => new(
        act.At, Tone.Plain, ActTexts.Of(act.Action), act.Actor,
        [
            .. StoryDetail.Maybe(StoryTexts.Reason, act.Reason),
            .. (act.Details ?? new Dictionary<string, string>())
                .OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => StoryDetail.Of(new Text(one.Key, one.Key), one.Value)),
        ]);

    private static string Filled(string format, string value) =>
        string.Format(CultureInfo.InvariantCulture, format, value);
}
