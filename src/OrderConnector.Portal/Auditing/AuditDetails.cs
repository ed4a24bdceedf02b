using OrderConnector.Core.Auditing;

namespace OrderConnector.Portal.Auditing;

/// <summary>The details of an act in one line.</summary>
public static class AuditDetails
{
    /// <summary>"name: value; name: value", by name; empty where there are none.</summary>
    public static string Of(Act act) => act.Details is null ? "" : string.Join(
        "; ", act.Details.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {one.Value}"));
}
