namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>What the connector's self-check says, for an operator.</summary>
internal static class FccCondition
{
    /// <summary>One sentence per line; warnings last.</summary>
    internal static IEnumerable<string> Sentences(FccSelfCheck check, IReadOnlyList<string> clients)
    {
        yield return $"Fiskal Cloud Connector {check.FccVersion ?? "of unknown version"}.";
        yield return clients.Count == 0
            ? "No cash register is registered."
            : $"Registered: {string.Join(", ", clients)}.";
        if (check.LocalTimeWarning == true)
        {
            yield return "WARNING: the clock of this machine differs from that of the TSS.";
        }

        if (check.WarningDbSize90Percentage == true || check.WarningDbSize60Percentage == true)
        {
            yield return "WARNING: the connector's database is "
                + (check.WarningDbSize90Percentage == true ? "90" : "60")
                + " % full; export the log and acknowledge the export.";
        }

        foreach (var failure in check.Failures ?? [])
        {
            yield return $"WARNING: {failure.Code}: {failure.Message}";
        }
    }
}
