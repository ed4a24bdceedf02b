using OrderConnector.Core.Alerting;
using OrderConnector.Portal.Forms;

namespace OrderConnector.Portal.Branches;

/// <summary>A branch's alert settings as typed; what is left empty is the product's own value.</summary>
public static class AlertDraft
{
    /// <summary>Reads the form.</summary>
    public static ChosenAlertSettings Read(FormReader form) => new(
        form.Deadline("escalateAfter"), form.Deadline("agentSilentAfter"), form.Deadline("heldAfter"),
        form.Deadline("releaseAfter"), form.Deadline("handOverAfter"), ReadLimit(form), ReadWatch(form));

    private static int? ReadLimit(FormReader form) => form.Typed("queueLimit").Length == 0
        ? null
        : (int)form.Number("queueLimit", AlertSettings.LeastQueueLimit, AlertSettings.MostQueueLimit);

    private static WatchHours? ReadWatch(FormReader form)
    {
        var (text, watch) = (form.Typed("watch"), DeadlineText.ReadWatch(form.Typed("watch")));
        form.Faults.Unless(watch is not null || text.Length == 0, "watch", AlertSettingTexts.WatchFault);
        return watch;
    }
}
