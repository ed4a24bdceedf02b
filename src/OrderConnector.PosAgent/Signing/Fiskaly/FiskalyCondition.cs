namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>What fiskaly says of a TSS, for an operator.</summary>
internal static class FiskalyCondition
{
    /// <summary>One sentence per line; warnings last.</summary>
    internal static IEnumerable<string> Sentences(FiskalyTssAnswer tss, IReadOnlyList<FiskalyClient> clients)
    {
        yield return $"fiskaly SIGN DE, environment {tss.Environment}, state {tss.State}, "
            + $"BSI certification {tss.BsiCertificationId ?? "not named"}.";
        string[] registered =
            [.. clients.Where(client => client.State == FiskalyWire.Registered).Select(client => client.SerialNumber!)];
        yield return registered.Length == 0
            ? "No cash register is registered."
            : $"Registered: {string.Join(", ", registered.Order(StringComparer.Ordinal))}.";
        if (tss.NumberActiveTransactions is { } open && tss.MaxNumberActiveTransactions is { } most
            && open >= 0.9 * most)
        {
            yield return FormattableString.Invariant($"WARNING: {open} of {most} transactions are open.");
        }

        if (tss.NumberRegisteredClients is { } known && tss.MaxNumberRegisteredClients is { } limit
            && known >= limit)
        {
            yield return FormattableString.Invariant($"WARNING: no more than {limit} cash registers fit.");
        }
    }
}
