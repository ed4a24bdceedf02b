using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Branches;

/// <summary>Texts of a branch's alert settings.</summary>
public static class AlertSettingTexts
{
    public static readonly Text Title = new("Alarme", "Alerts");
    public static readonly Text Edit = new("Alarme einstellen", "Set alerts");
    public static readonly Text Hint = new(
        "Zeiten als 90s, 5m oder 2h. Was leer bleibt, ist die Vorgabe.",
        "Times as 90s, 5m or 2h. What is left empty is the default.");

    public static readonly Text Otherwise = new("Vorgabe", "default");
    public static readonly Text Default = new("Vorgabe: {0}", "Default: {0}");
    public static readonly Text Always = new("rund um die Uhr", "around the clock");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text Saved = new("Die Alarme sind eingestellt.", "The alerts are set.");
    public static readonly Text EscalateAfter = new("Nächste Stufe nach", "Next level after");
    public static readonly Text AgentSilentAfter = new("Agent stumm nach", "Agent silent after");
    public static readonly Text HeldAfter = new("Wartet auf Entscheidung seit", "Waits for a decision for");
    public static readonly Text ReleaseAfter = new("Wartet auf Freigabe seit", "Waits for release for");
    public static readonly Text HandOverAfter = new("Nicht an der Kasse nach", "Not at the till after");
    public static readonly Text QueueLimit = new("Warteschlange wächst ab", "Queue grows from");
    public static readonly Text Watch = new("Agent ist an", "Agent is on");
    public static readonly Text WatchFault = new(
        "Stunde:Minute-Stunde:Minute, zum Beispiel 10:00-23:00.", "Hour:minute-hour:minute, for example 10:00-23:00.");
}
