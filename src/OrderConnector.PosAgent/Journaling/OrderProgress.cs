using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>All the journal knows of one order: a fold over its entries.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="StageSequence">The entry that brought it there.</param>
/// <param name="StageSince">When that was.</param>
/// <param name="Header">What leads it.</param>
/// <param name="Order">The order as delivered, JSON without personal data.</param>
/// <param name="Personal">The personal data, JSON; null where there are none or they were erased.</param>
public sealed record OrderProgress(
    string OrderId,
    OrderStage Stage,
    long StageSequence,
    DateTimeOffset StageSince,
    OrderHeader Header,
    string Order,
    string? Personal)
{
    /// <summary>The lease token last offered.</summary>
    public string Lease { get; init; } = "";

    /// <summary>What its receipt is stamped with, once drawn.</summary>
    public SigningIntent? Intent { get; init; }

    /// <summary>The TSS transaction, once known.</summary>
    public SigningStart? Start { get; init; }

    /// <summary>How many starts were given up as AVBelegabbruch.</summary>
    public int AbortedStarts { get; init; }

    /// <summary>Signature or reason, once decided.</summary>
    public FiscalSummary? Fiscal { get; init; }

    /// <summary>The receipt, once issued.</summary>
    public IssuedReceipt? Receipt { get; init; }

    /// <summary>True where the point of sale has refused it.</summary>
    public bool HandOverRefused { get; init; }

    /// <summary>Who last decided and why, where somebody did.</summary>
    public ReportNote? Note { get; init; }

    /// <summary>The order after one more entry; null before its first.</summary>
    public static OrderProgress? Next(OrderProgress? before, JournalEntry entry)
    {
        var fact = entry.Fact;
        if (fact.Kind is JournalKind.OrderCollected && (before is null || OrderStages.MayBeginAgain(before.Stage)))
        {
            return Begin(entry);
        }

        return before is null ? null : Follow(before, entry);
    }

    /// <summary>Folds all entries of one order.</summary>
    public static OrderProgress? Fold(IEnumerable<JournalEntry> entries) =>
        entries.Aggregate((OrderProgress?)null, Next);

    private static OrderProgress Begin(JournalEntry entry)
    {
        var data = JournalData.Read<OrderCollectedData>(entry.Fact);
        return new OrderProgress(
            entry.Fact.OrderId!, OrderStage.Collected, entry.Sequence, entry.Fact.At,
            OrderHeader.Read(data.Order), data.Order.GetRawText(), entry.Fact.Personal)
        {
            Lease = data.Lease,
        };
    }

    private static OrderProgress Follow(OrderProgress order, JournalEntry entry)
    {
        var fact = entry.Fact;
        return fact.Kind switch
        {
            JournalKind.LeaseRenewed => order with { Lease = JournalData.LeaseOf(fact)! },
            // A verdict on a lease that was renewed meanwhile says nothing. The sale of an order that is on its way
            // to the TSS cannot be taken back by losing its lease.
            JournalKind.Dropped => OrderStages.IsBeforeSigning(order.Stage) && HoldsLease()
                ? To(OrderStage.Dropped) : order,
            JournalKind.Confirmed => order.Stage is OrderStage.Collected && HoldsLease()
                ? To(OrderStage.Confirmed) : order,
            JournalKind.Waiting => order.Stage is OrderStage.Confirmed ? To(OrderStage.Waiting) : order,
            JournalKind.Released => order.Stage is OrderStage.Confirmed or OrderStage.Waiting
                ? To(OrderStage.Released) with { Note = JournalData.Read<ReportNote>(fact) } : order,
            JournalKind.Rejected => order.Stage is OrderStage.Waiting
                ? To(OrderStage.Rejected) with { Note = JournalData.Read<ReportNote>(fact) } : order,
            JournalKind.SetAside => To(OrderStage.SetAside) with { Note = JournalData.Read<ReportNote>(fact) },
            JournalKind.SigningIntended => To(OrderStage.Intended) with
            {
                Intent = JournalData.Read<SigningIntent>(fact),
            },
            JournalKind.SigningStarted => To(OrderStage.Started) with
            {
                Start = JournalData.Read<SigningStart>(fact),
            },
            JournalKind.TransactionAborted => order with { AbortedStarts = order.AbortedStarts + 1 },
            JournalKind.Signed => To(OrderStage.Signed) with { Fiscal = JournalData.Read<FiscalSummary>(fact) },
            JournalKind.Unsigned => To(OrderStage.Unsigned) with { Fiscal = JournalData.Read<FiscalSummary>(fact) },
            JournalKind.Issued => To(OrderStage.Issued) with { Receipt = JournalData.Read<IssuedReceipt>(fact) },
            JournalKind.HandedOver => To(OrderStage.HandedOver),
            JournalKind.HandOverOmitted => To(OrderStage.HandOverOmitted),
            JournalKind.HandOverRefused => order with { HandOverRefused = true },
            // A signature that turns up later is kept for the books; the receipt is out already.
            JournalKind.SignatureFoundLater or JournalKind.SignatureFoundInvalid or JournalKind.OrderCollected
                or JournalKind.ReportRefused or JournalKind.ReportedAgain or JournalKind.VoidAsked => order,
            JournalKind.PersonalErased => order with { Personal = null },
            JournalKind.JournalOpened or JournalKind.SellerDataReceived or JournalKind.OutageBegan
                or JournalKind.OutageEnded or JournalKind.Health or JournalKind.JournalClosed
                or JournalKind.TssKeyPinned or JournalKind.TssDayClosed => order,
        };

        bool HoldsLease() => JournalData.LeaseOf(fact) == order.Lease;

        OrderProgress To(OrderStage stage) => order with
        {
            Stage = stage, StageSequence = entry.Sequence, StageSince = fact.At,
        };
    }
}
