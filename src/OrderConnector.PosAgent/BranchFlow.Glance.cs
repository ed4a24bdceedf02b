using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>An order that waits for staff, with what they decide by.</summary>
/// <param name="Order">What the journal knows of it.</param>
/// <param name="Sale">What it says; null where it cannot be read.</param>
public sealed record WaitingOrder(OrderProgress Order, BranchSale? Sale);

/// <summary>One order with everything that is known of it here.</summary>
/// <param name="Order">What the journal knows of it.</param>
/// <param name="Sale">What it says; null where it cannot be read.</param>
/// <param name="Entries">Its journal entries, ascending.</param>
/// <param name="SellerDataMissing">True where it waits for the seller data of its receipt.</param>
public sealed record OrderInFull(
    OrderProgress Order, BranchSale? Sale, IReadOnlyList<JournalEntry> Entries, bool SellerDataMissing);

/// <summary>The branch at a glance.</summary>
/// <param name="BranchName">As the seller data have it; null before they are known.</param>
/// <param name="Line">The line to the cloud.</param>
/// <param name="Tss">The TSS.</param>
/// <param name="PosSilent">True where the point of sale did not answer the last call.</param>
/// <param name="WaitingCount">How many orders wait for staff.</param>
/// <param name="Waiting">The first of them, the oldest first.</param>
/// <param name="Open">How many orders are on their way, those that wait for staff left out.</param>
/// <param name="Refused">The first of those the point of sale refuses.</param>
/// <param name="Recent">The newest orders, open or closed, the newest first.</param>
public sealed record BranchGlance(
    string? BranchName, LineView Line, TssView Tss, bool PosSilent, int WaitingCount,
    IReadOnlyList<WaitingOrder> Waiting, int Open, IReadOnlyList<OrderProgress> Refused,
    IReadOnlyList<RecentOrder> Recent);

/// <summary>What a page shows: read from memory, at a cost that neither the journal nor a backlog makes grow.</summary>
public sealed partial class BranchFlow
{
    private const int MostAtAGlance = 50;

    /// <summary>Told after each journal entry, and when the line to the cloud is another.</summary>
    public News News => _news;

    /// <summary>The branch at a glance.</summary>
    public BranchGlance Glance()
    {
        var (tss, line) = (LookAtTss(), _line.View);
        var (glance, waiting) = _memory.Look(state => (
            new BranchGlance(
                state.Sellers.Values.LastOrDefault()?.BranchName, line, tss, _posHistory.FailuresInARow > 0,
                state.CountAt(OrderStage.Waiting), [], state.Open.Count - state.CountAt(OrderStage.Waiting),
                [.. state.At(OrderStage.Issued).Take(MostAtAGlance).Where(order => order.HandOverRefused)],
                [.. state.Recent.Reverse()]),
            state.At(OrderStage.Waiting).Take(MostAtAGlance).ToList()));
        return glance with
        {
            Waiting = [.. waiting.Select(order => new WaitingOrder(order, _site.Sales.Read(order).Sale))],
        };
    }

    /// <summary>The order that carries a number, open or closed; null for none.</summary>
    public OrderInFull? LookAtOrder(long number)
    {
        if (_ports.Journal.FindOrders(number) is not [.., var orderId])
        {
            return null;
        }

        var entries = _ports.Journal.ReadOrder(orderId);
        return OrderProgress.Fold(entries) is { } order
            ? new OrderInFull(order, BranchSale.Read(order).Sale, entries, _memory.Look(state =>
                order.Stage is OrderStage.Released && !state.Sellers.ContainsKey(order.Header.SellerDataVersion)))
            : null;
    }
}
