using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Failures;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Reporting;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

// Stages 9 and 10: the cloud says whose an order is, then it is released or waits for staff.
public sealed partial class BranchFlow
{
    // Stage 9: only what the cloud says is ours may go on. Stage 10 follows in the same write.
    private async Task<bool> ConfirmStepAsync(CancellationToken cancellationToken)
    {
        if (_stopReason is not null || !_confirmRetry.TryOpen())
        {
            return false;
        }

        var leases = _memory.Look(state => state.Leases.Values.OrderBy(lease => lease.Sequence).Take(200).ToList());
        if (leases.Count == 0)
        {
            return false;
        }

        var outcome = await _ports.Cloud.ConfirmAsync(
            new ConfirmRequest([.. leases.Select(lease => lease.Lease)]), cancellationToken);
        return await outcome.Match(
            async answer =>
            {
                _confirmRetry.Succeed();
                var verdicts = answer.Confirmations
                    .DistinctBy(verdict => verdict.Lease).ToDictionary(verdict => verdict.Lease);
                var facts = leases.SelectMany(lease => verdicts.TryGetValue(lease.Lease, out var verdict)
                    ? Decided(lease, verdict)
                    : []).ToList();
                await _memory.AppendAsync(facts, cancellationToken);
                return facts.Count > 0;
            },
            refused =>
            {
                _confirmRetry.Fail();
                Log.CloudRefused(_log, "confirm", refused.Status, refused.Type, refused.Detail);
                return Task.FromResult(false);
            },
            unavailable =>
            {
                _confirmRetry.Fail(unavailable.RetryAfter);
                Log.CloudUnavailable(_log, "confirm", unavailable.Detail);
                return Task.FromResult(false);
            });
    }

    private IEnumerable<JournalFact> Decided(PendingLease lease, Confirmation verdict)
    {
        if (verdict.Verdict != "yours")
        {
            yield return JournalData.Fact(
                JournalKind.Dropped, lease.OrderId, Now, new DroppedData(lease.Lease, verdict.Reason));
            yield break;
        }

        yield return JournalData.Fact(JournalKind.Confirmed, lease.OrderId, Now, new LeaseData(lease.Lease));
        if (_memory.Recall(lease.OrderId) is not { } order)
        {
            yield break;
        }

        if (order.Stage is OrderStage.Collected)
        {
            yield return ReleaseDecision(order);
        }
        else if (order.Fiscal is not null)
        {
            // The cloud was restored and owns anew what was sold long ago: it must hear of the sale once more.
            foreach (var entry in _ports.Journal.ReadOrder(order.OrderId).Where(ReportWriter.IsFirstHand))
            {
                yield return JournalData.Fact(
                    JournalKind.ReportedAgain, order.OrderId, Now, new ReportedAgainData(entry.Sequence));
            }
        }
    }

    private JournalFact ReleaseDecision(OrderProgress order)
    {
        var (_, reason) = _site.Sales.Read(order);
        if (reason is not null)
        {
            return Note(JournalKind.SetAside, order.OrderId, "agent", reason);
        }

        return order.Header.HeldForStaff
            ? Note(JournalKind.Waiting, order.OrderId, "agent", null)
            : Note(JournalKind.Released, order.OrderId, "agent", null);
    }
}
