namespace OrderConnector.Core.Alerting;

/// <summary>How long a platform waits for a restaurant before it acts by itself.</summary>
/// <param name="Limit">From the order's arrival until the platform acts.</param>
/// <param name="PreOrderLimit">The same for an order wanted later; null where it is the same.</param>
/// <param name="German">What the platform does then, in German, to stand behind "Frist der Plattform".</param>
/// <param name="English">The same in English.</param>
public sealed record PlatformLimit(TimeSpan Limit, TimeSpan? PreOrderLimit, string German, string English)
{
    // Gathered from the platforms' public documents as of November 2026; a platform may change them without notice.
    private static readonly Dictionary<string, PlatformLimit> s_known = new(StringComparer.Ordinal)
    {
        // Wolt, developer documentation, order flow: an order nobody accepts is rejected after 3 min; pre-order 15 min.
        ["wolt"] = new(
            TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(15), "lehnt sie die Bestellung selbst ab",
            "rejects the order by itself"),

        // Takeaway.com (Lieferando), POS integration: without the status PRINTED, support calls after 5 min.
        ["takeaway"] = new(
            TimeSpan.FromMinutes(5), null, "ruft sie das Restaurant an", "calls the restaurant"),

        // Uber Eats, order integration: not accepted or denied within 11.5 min, the order is cancelled.
        ["ubereats"] = new(
            TimeSpan.FromSeconds(690), null, "storniert sie die Bestellung selbst", "cancels the order by itself"),

        // Flyt (Just Eat), order injection: pending for 5 min, the order counts as failed.
        ["flyt"] = new(
            TimeSpan.FromMinutes(5), null, "wertet sie die Bestellung als gescheitert", "takes the order for failed"),
    };

    /// <summary>Every kind of channel that has a limit.</summary>
    public static IReadOnlyCollection<string> Kinds => s_known.Keys;

    /// <summary>The limit of a kind of channel; null where it has none, as one's own shop.</summary>
    public static PlatformLimit? Find(string channelKind) => s_known.GetValueOrDefault(channelKind);
}
