using System.Globalization;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Incidents;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Stories;

/// <summary>Who was alerted to an order and what became of it, in words.</summary>
internal static class OrderAlerts
{
    private static readonly Text s_overdue = new("Alarm: nicht rechtzeitig abgeholt", "Alert: not collected in time");
    private static readonly Text s_late = new("Zu spät abgeholt", "Collected late");
    private static readonly Text s_held = new("Alarm: wartet auf eine Entscheidung", "Alert: waits for a decision");
    private static readonly Text s_release = new(
        "Alarm: in der Filiale nicht rechtzeitig freigegeben", "Alert: not released in time at the branch");

    private static readonly Text s_other = new("Alarm", "Alert");
    private static readonly Text s_mail = new("Mail an {0}", "Mail to {0}");
    private static readonly Text s_call = new("Aufruf des Webhooks {0}", "Call of the webhook {0}");
    private static readonly Text s_incident = new("Vorfall", "Incident");
    private static readonly Text s_open = new("ansehen", "show");
    private static readonly Text s_lateSince = new("Überfällig ab", "Late from");
    private static readonly Text s_why = new("Anlass", "Occasion");
    private static readonly Text s_result = new("Ergebnis", "Result");
    private static readonly Text s_attempts = new("Versuche", "Attempts");

    /// <summary>The entries, in no particular order.</summary>
    public static IEnumerable<StoryEntry> Tell(OrderStory story, BranchClock clock) =>
        story.Alerts.Select(alert => new StoryEntry(
            alert.ListedAt, Tone.Warn, TitleOf(alert.Kind), null,
            [
                new StoryDetail(s_lateSince, new Text(
                    Times.Seconds(alert.OverdueAt, clock, Language.German),
                    Times.Seconds(alert.OverdueAt, clock, Language.English))),
                new StoryDetail(s_incident, s_open, "/portal/incidents/" + alert.IncidentId),
            ]))
        .Concat(story.Notices.Select(Told));

    private static StoryEntry Told(StoryNotice notice)
    {
        var form = ContactKinds.FromWire(notice.ContactKind) == ContactKind.Webhook ? s_call : s_mail;
        return new StoryEntry(
            notice.EndedAt ?? notice.MadeAt, notice.Outcome == "gaveUp" ? Tone.Bad : Tone.Plain,
            new Text(Filled(form.German, notice.ContactName), Filled(form.English, notice.ContactName)), null,
            [
                .. NoticeKinds.FromWire(notice.Kind) is { } why
                    ? [new StoryDetail(s_why, IncidentTexts.Of(why))]
                    : Array.Empty<StoryDetail>(),
                new StoryDetail(s_result, IncidentTexts.OfOutcome(notice.Outcome)),
                StoryDetail.Of(s_attempts, notice.Attempts.ToString(CultureInfo.InvariantCulture)),
            ]);
    }

    private static Text TitleOf(string kind) => AlertKinds.FromWire(kind) switch
    {
        AlertKind.OrderOverdue => s_overdue,
        AlertKind.CollectedLate => s_late,
        AlertKind.HeldOrders => s_held,
        AlertKind.ReleaseOverdue => s_release,
        _ => s_other,
    };

    private static string Filled(string format, string value) =>
        string.Format(CultureInfo.InvariantCulture, format, value);
}
