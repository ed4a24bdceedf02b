using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Alerting;

/// <summary>What decisions are made from, with all being well unless a test says otherwise.</summary>
internal static class Sight
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero);

    public static readonly WatchedAgent Agent = new("a1", Noon, TssOutage: false, Awaiting: 0, AwaitingSince: null);

    public static readonly WatchedBranch Branch = new(
        "mitte", "Europe/Berlin", new ChosenAlertSettings(), InEmergency: false, [Agent], Queued: 0, Sample: null,
        NumbersLeft: 1000, Numbers: 1000, [new ContactLevel("kitchen", 1), new ContactLevel("owner", 2)]);

    public static WatchedOrder Order(long row, double minutesAgo = 6, string kind = "native") =>
        new(row, "mitte", kind, null, Noon.AddMinutes(-minutesAgo), null);

    public static AlertView Of(WatchedBranch branch, params OpenIncident[] incidents) =>
        new(7, [branch], incidents, [], [], [], []);

    /// <summary>An incident of an order told to the kitchen at its beginning, 11 minutes ago.</summary>
    public static OpenIncident Incident(AlertKind kind = AlertKind.OrderOverdue) => new(
        "i1", "mitte", kind, Noon.AddMinutes(-11), Orders: 1, Level: 1, EscalateAt: Noon.AddMinutes(-1),
        ToldOrders: 1, ToldAt: Noon.AddMinutes(-11), CalmSince: null, Acknowledged: false, Told: ["kitchen"],
        Open: kind.ListsOrders() ? [Waiting(1)] : []);

    public static ListedOrder Waiting(long row) => new(row, OrderState.Queued, Noon.AddMinutes(-16), Waiting: false);

    public static AlertPlan Decide(AlertView view, DateTimeOffset? now = null, bool signsKnown = true) =>
        AlertRules.Decide(view, signsKnown, AlertPace.Otherwise, now ?? Noon);

    /// <summary>"raised kitchen", in the order of the plan.</summary>
    public static string[] Told(AlertPlan plan) =>
        [.. plan.Notices.Select(notice => $"{notice.Kind.ToWire()} {notice.ContactId}")];
}
