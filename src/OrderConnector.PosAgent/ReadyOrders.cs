using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent;

/// <summary>
/// What is released and no lane has taken yet. A lane takes one when it is free, so that a TSS that is slow or hangs
/// gets fewer; one that is out gets none while another works.
/// </summary>
/// <param name="memory">Journal and state.</param>
/// <param name="tss">Names of all TSS of the branch.</param>
internal sealed class ReadyOrders(BranchMemory memory, IReadOnlyCollection<string> tss)
{
    // Guarded by the memory's own lock: only touched while it is looked at.
    private readonly HashSet<string> _taken = [];

    /// <summary>Takes the next order for a lane of a TSS, for good; null where there is none for it.</summary>
    public OrderProgress? Take(string tssName) => memory.Look(state =>
    {
        var next = Find(state, tssName);
        if (next is not null)
        {
            _taken.Add(next.OrderId);
        }

        return next;
    });

    /// <summary>Whether there is one to take.</summary>
    public bool Any(string tssName) => memory.Look(state => Find(state, tssName) is not null);

    // Orders whose facts wait for their commit still stand as released in the state: they are taken already.
    private OrderProgress? Find(BranchState state, string tssName)
    {
        if (state.Tss.OutageOf(tssName) is not null && tss.Any(name => state.Tss.OutageOf(name) is null))
        {
            return null;
        }

        _taken.RemoveWhere(id => state.Open.GetValueOrDefault(id)?.Stage is not OrderStage.Released);
        return state.At(OrderStage.Released).FirstOrDefault(order =>
            !_taken.Contains(order.OrderId)
            && !state.Leases.ContainsKey(order.OrderId)
            && state.Sellers.ContainsKey(order.Header.SellerDataVersion));
    }
}
