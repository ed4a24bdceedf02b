namespace OrderConnector.PosAgent.Exporting;

/// <summary>What is wrong with a log export; each name is stable.</summary>
public static class TssLogFaults
{
    /// <summary>The archive breaks off or is none.</summary>
    public const string ArchiveBroken = "archive-broken";

    /// <summary>A log file holds no log message (TR-03151).</summary>
    public const string MessageUnreadable = "message-unreadable";

    /// <summary>A message names another TSS than the one whose key is known.</summary>
    public const string OtherTss = "other-tss";

    /// <summary>A signature does not verify against the key of the TSS.</summary>
    public const string SignatureInvalid = "signature-invalid";

    /// <summary>Two messages carry one signature counter.</summary>
    public const string CounterRepeated = "counter-repeated";

    /// <summary>Signature counters lie between two others and have no message.</summary>
    public const string CounterMissing = "counter-missing";

    /// <summary>A transaction was started in the span and not finished in it.</summary>
    public const string TransactionUnfinished = "transaction-unfinished";
}

/// <summary>All findings of one name.</summary>
/// <param name="Fault">One of <see cref="TssLogFaults"/>.</param>
/// <param name="Count">How many; for counters, how many are missing.</param>
/// <param name="First">The first of them in words, at most <see cref="TssLogVerifier.MostNamed"/>.</param>
public sealed record TssLogFinding(string Fault, long Count, IReadOnlyList<string> First);

/// <summary>What a check of a log export found.</summary>
/// <param name="Messages">Log messages of this TSS.</param>
/// <param name="Valid">Those whose signature verifies.</param>
/// <param name="FirstCounter">The lowest signature counter; null without messages.</param>
/// <param name="LastCounter">The highest.</param>
/// <param name="Finished">Finished transactions.</param>
/// <param name="StartedBefore">Those of them that were started before the first message.</param>
/// <param name="LastLogTime">The latest log time; null without messages.</param>
/// <param name="Findings">Empty where all is well.</param>
public sealed record TssLogFindings(
    long Messages, long Valid, long? FirstCounter, long? LastCounter, long Finished, long StartedBefore,
    DateTimeOffset? LastLogTime, IReadOnlyList<TssLogFinding> Findings)
{
    /// <summary>
    /// Whether nothing the device has of the span is missing here, or wrong: what begins or ends beyond the span is
    /// neither.
    /// </summary>
    public bool IsWhole => Findings.All(finding => finding.Fault == TssLogFaults.TransactionUnfinished);

    /// <summary>The whole in sentences.</summary>
    public IEnumerable<string> Sentences()
    {
        yield return FirstCounter is { } first
            ? FormattableString.Invariant(
                $"{Messages} log messages, {Valid} signatures verify, signature counters {first} to {LastCounter}.")
            : "No log message lies in this span.";
        yield return FormattableString.Invariant($"{Finished} finished transactions")
            + (StartedBefore > 0 ? FormattableString.Invariant($", {StartedBefore} of them begun before.") : ".");
        foreach (var finding in Findings)
        {
            yield return FormattableString.Invariant($"{finding.Fault}: {finding.Count}");
            foreach (var one in finding.First)
            {
                yield return $"  {one}";
            }
        }
    }
}
