using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Simulators.World;

/// <summary>The invariants between the journal and the TSS.</summary>
internal static class TssCheckers
{
    // Sold unsigned for a reason of their own, though their TSS works.
    private static readonly string[] s_ownReasons = ["not-on-record", "finished-with-other-data", "tss-removed"];

    /// <summary>Nothing is open, everything verifies, and journal and device tell of the same signatures.</summary>
    public static async Task TheTssAgreesWithTheJournal(
        ITssSite site, IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        var serial = (await site.Device.InfoAsync(CancellationToken.None))
            .Match(info => info.Key.SerialNumber, _ => "", _ => "", _ => "");
        var signed = entries.Where(e => e.Fact.Kind is JournalKind.Signed or JournalKind.SignatureFoundLater)
            .Select(e => JournalData.Read<FiscalSummary>(e.Fact)).Where(fiscal => fiscal.TssSerialNumber == serial)
            .Select(fiscal => fiscal.TransactionNumber!.Value).ToHashSet();
        var onRecord = new List<long>();
        for (var number = 1L; await OnRecord(site, number) is { } transaction; number++)
        {
            if (transaction.Signature is not { } signature)
            {
                faults.Add($"Transaction {number} of {site.Name} was never finished.");
                continue;
            }

            if (SignatureCheck.Check(signature) != SignatureVerdict.Valid)
            {
                faults.Add($"The signature of transaction {number} of {site.Name} does not verify.");
            }

            // What is no sale: a transaction that led nowhere, a device that was asked how it is.
            if (!signature.Data.Text.StartsWith("AVBelegabbruch", StringComparison.Ordinal)
                && signature.Data.ProcessType != "SonstigerVorgang")
            {
                onRecord.Add(number);
            }
        }

        faults.AddRange(onRecord.Where(n => !signed.Contains(n))
            .Select(n => $"Transaction {n} of {site.Name} is in no journal."));
        faults.AddRange(signed.Except(onRecord).Select(n => $"{site.Name} knows no finished transaction {n}."));
    }

    /// <summary>A day that was closed is on record, and no day was closed twice.</summary>
    public static void EveryDayIsClosedOnce(
        ITssSite site, IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        var days = entries.Where(entry => entry.Fact.Kind is JournalKind.TssDayClosed)
            .Select(entry => JournalData.Read<DayClosedData>(entry.Fact)).Where(closed => closed.Tss == site.Name)
            .Select(closed => closed.Day).ToList();
        if (site.Closings is { } closings && (closings != days.Count || days.Distinct().Count() != days.Count))
        {
            faults.Add($"{site.Name} closed {closings} days; the journal has {string.Join(", ", days)}.");
        }
    }

    /// <summary>Each sale without a signature falls into one outage of its TSS, or has a reason of its own.</summary>
    public static void EveryUnsignedSaleHasItsOutage(IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        Dictionary<string, string> begun = [];
        HashSet<string> open = [];
        Dictionary<string, string> tssOf = [];
        foreach (var entry in entries)
        {
            switch (entry.Fact.Kind)
            {
                case JournalKind.SigningIntended:
                    tssOf[entry.Fact.OrderId!] = JournalData.Read<SigningIntent>(entry.Fact).Tss!;
                    break;
                case JournalKind.OutageBegan:
                    var began = JournalData.Read<OutageData>(entry.Fact);
                    if (!begun.TryAdd(began.Id!, began.Tss!) || !open.Add(began.Tss!))
                    {
                        faults.Add($"Entry {entry.Sequence}: an outage of {began.Tss} begins inside another.");
                    }

                    break;
                case JournalKind.OutageEnded:
                    var ended = JournalData.Read<OutageEndedData>(entry.Fact);
                    if (begun.GetValueOrDefault(ended.Id!) != ended.Tss || !open.Remove(ended.Tss!))
                    {
                        faults.Add($"Entry {entry.Sequence}: an outage of {ended.Tss} ends that was not under way.");
                    }

                    break;
                case JournalKind.Unsigned:
                    Judge(entry, begun, tssOf, faults);
                    break;
            }
        }
    }

    private static void Judge(
        JournalEntry entry, Dictionary<string, string> begun, Dictionary<string, string> tssOf, List<string> faults)
    {
        var fiscal = JournalData.Read<FiscalSummary>(entry.Fact);
        var explained = fiscal.Outage is { } outage
            ? begun.GetValueOrDefault(outage) == tssOf[entry.Fact.OrderId!]
            : s_ownReasons.Contains(fiscal.Reason!.Split(':')[0]);
        if (!explained)
        {
            faults.Add($"Entry {entry.Sequence}: unsigned for '{fiscal.Reason}', outage '{fiscal.Outage}'.");
        }
    }

    private static async Task<TransactionOnRecord?> OnRecord(ITssSite site, long number)
    {
        foreach (var client in site.Clients)
        {
            if (await site.Device.ReadBackAsync(client.SerialNumber, number, CancellationToken.None)
                is TssOutcome<TransactionOnRecord>.Done { Value: { Exists: true } found })
            {
                return found;
            }
        }

        return null;
    }
}
