using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Recovering;

/// <summary>What a new journal takes over from the one it continues.</summary>
public static class RecoveryPlan
{
    /// <summary>
    /// The journal may have lost entries, and with them receipts that are out. Receipt numbers go on so far behind the
    /// last one known that none repeats: more than a branch draws between two backups. The jump is on record.
    /// </summary>
    public const long ReceiptNumberJump = 100_000;

    /// <summary>Reason of orders that may have been signed in the entries lost.</summary>
    public const string MaybeSigned =
        "journal-recovered: this order may have been signed before; compare with the TSS and the till before it is "
        + "offered again";

    /// <summary>The first facts of the new journal.</summary>
    /// <param name="old">What the old journal knows; empty where it cannot be read.</param>
    /// <param name="readOrder">Reads all entries of an order in the old journal.</param>
    /// <param name="opened">Id, agent and id before of the new journal; the counters are filled in here.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<JournalFact> FirstFacts(
        BranchState old, Func<string, IReadOnlyList<JournalEntry>> readOrder, JournalOpenedData opened,
        DateTimeOffset now)
    {
        var last = Math.Max(old.LastReceiptNumber, opened.LastReceiptNumber);
        List<JournalFact> facts =
        [
            JournalData.Fact(JournalKind.JournalOpened, null, now, opened with
            {
                LastReceiptNumber = last + ReceiptNumberJump,
                ClosingPeriod = old.ClosingPeriod,
                HighestOrderNumber = old.HighestOrderNumber,
                Remark = $"Recovered: the last receipt number known is {last}; the next {ReceiptNumberJump} numbers "
                    + "are left out, because receipts of the lost entries may carry them.",
            }),
        ];
        facts.AddRange(old.Tss.Keys.Select(key => JournalData.Fact(JournalKind.TssKeyPinned, null, now, key)));
        facts.AddRange(old.Sellers.Values.Select(seller => JournalData.Fact(
            JournalKind.SellerDataReceived, null, now, seller)));
        facts.AddRange(old.Tss.Outages.Select(outage => JournalData.Fact(
            JournalKind.OutageBegan, null, outage.BeganAt,
            new OutageData(outage.Code, outage.Detail, outage.Tss, outage.Id))));

        var carried = old.Open.Values.Where(order => order.Stage is not OrderStage.Collected)
            .OrderBy(order => order.StageSequence).Select(order => order.OrderId)
            .Concat(old.Tss.Loose.Select(loose => loose.OrderId)).Distinct();
        facts.AddRange(carried.SelectMany(id => Carry(id, readOrder(id), now)));
        return facts;
    }

    // What is sold goes on to the till. What is not sold as far as this journal knows is left to a person.
    private static IEnumerable<JournalFact> Carry(
        string orderId, IReadOnlyList<JournalEntry> entries, DateTimeOffset now)
    {
        var facts = entries.Select(entry => entry.Fact).ToList();
        if (OrderProgress.Fold(entries)?.Fiscal is null)
        {
            facts.Add(JournalData.Fact(
                JournalKind.SetAside, orderId, now, new Core.Agents.ReportNote("agent", MaybeSigned)));
        }

        return facts;
    }
}
