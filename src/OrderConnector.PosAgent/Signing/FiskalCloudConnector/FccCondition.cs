namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>What the connector says of itself, for an operator.</summary>
internal static class FccCondition
{
    /// <summary>One sentence per line; warnings last.</summary>
    internal static IEnumerable<string> Sentences(FccSelfCheck check, IReadOnlyList<string> clients) =>
    [
        $"Fiskal Cloud Connector {check.Version ?? "of unknown version"}.",
        clients.Count == 0
            ? "No cash register is registered."
            : $"Registered: {string.Join(", ", clients)}.",
        .. check.Warnings.Select(warning => $"WARNING: {warning}"),
    ];
}
