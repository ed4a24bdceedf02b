namespace OrderConnector.PosAgent.Releasing;

/// <summary>The state of the TSS in sentences.</summary>
internal static class TssText
{
    internal static string Write(TssAnswer tss) => string.Concat(Sentences(tss).Select(sentence => sentence + "\n"));

    private static IEnumerable<string> Sentences(TssAnswer tss)
    {
        yield return tss.State switch
        {
            "ok" => "The TSS works.",
            "outage" => $"The TSS is out since {OrderTable.Time(tss.Since ?? default)}: {tss.Reason}. "
                + "Receipts are issued with the mark of the outage and are not signed later.",
            _ => "The TSS has not been needed since the agent was started.",
        };
        if (tss.SerialNumber is { } serial)
        {
            yield return $"Serial number: {serial}{(tss.Test ? " (TEST, a simulated TSS)" : "")}";
        }

        if (tss.AwaitingSignature > 0)
        {
            yield return FormattableString.Invariant($"Orders that wait for a signature: {tss.AwaitingSignature}");
        }

        if (tss.UnsettledTransactions > 0)
        {
            yield return FormattableString.Invariant(
                $"Transactions whose end is still to be found out: {tss.UnsettledTransactions}");
        }

        foreach (var warning in tss.Warnings)
        {
            yield return $"Warning: {warning}";
        }
    }
}
