using OrderConnector.Core.Agents;
using OrderConnector.Core.Failures;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Receipts;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

// Which order the TSS is asked about next.
public sealed partial class BranchFlow
{
    private SigningWork? TakeNext()
    {
        if (_next is { } prepared)
        {
            _next = null;
            return prepared;
        }

        while (_leftovers.TryDequeue(out var orderId))
        {
            if (_memory.Look(state => state.Open.GetValueOrDefault(orderId)) is { } leftover
                && ToWork(leftover, SigningKnowledge.AfterRestart(Now)) is { } work)
            {
                return work;
            }
        }

        while (FindReady() is { } ready)
        {
            _taken.Add(ready.OrderId);
            if (ToWork(ready, SigningKnowledge.Fresh) is { } work)
            {
                return work;
            }
        }

        return null;
    }

    // Orders whose facts wait for their commit still stand as released in the state: they are taken already.
    private OrderProgress? FindReady() => _memory.Look(state =>
    {
        _taken.RemoveWhere(id => state.Open.GetValueOrDefault(id)?.Stage is not OrderStage.Released);
        return state.At(OrderStage.Released).FirstOrDefault(order =>
            !_taken.Contains(order.OrderId)
            && !state.Leases.ContainsKey(order.OrderId)
            && state.Sellers.ContainsKey(order.Header.SellerDataVersion));
    });

    // It was readable when it was released; after a change of the software it may not be, and must block nothing.
    private SigningWork? ToWork(OrderProgress order, SigningKnowledge known)
    {
        var (sale, reason) = _sales.Read(order);
        if (sale is not null)
        {
            return new SigningWork(order, sale, known);
        }

        _gathered.Add(Note(JournalKind.SetAside, order.OrderId, "agent", reason));
        _sweepAt = Now;
        return null;
    }
}
