using System.Globalization;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Reporting;

/// <summary>Stage 13: takes what the agent's journal recorded.</summary>
public sealed class ReportReceiver(IOrderStore store, IDeliveryQueue queue, TimeProvider clock)
{
    /// <summary>Stores a batch whole or not at all; a repeat is acknowledged again.</summary>
    public async Task<CallOutcome<ReportsAnswer>> ReceiveAsync(
        EnrolledAgent agent, ReportsRequest request, CancellationToken cancellationToken)
    {
        var faults = ReportRules.Check(request);
        if (faults.Count > 0)
        {
            return Problem.Malformed(faults);
        }

        if (request.Reports.Any(report => report.Kind is "health" or "waiting" or "setAside"))
        {
            // An alert may come of it, now or in a while.
            await queue.ExpectWorkAsync(cancellationToken);
        }

        var outcome = await store.ReportAsync(
            new ReceiveReports(agent.Id, agent.BranchId, request.JournalId, request.Reports, clock.GetUtcNow()),
            cancellationToken);
        return outcome.NotOwned.Count > 0
            ? NotOwned(request, outcome.NotOwned)
            : new ReportsAnswer(outcome.Acknowledged);
    }

    private static Problem NotOwned(ReportsRequest request, IReadOnlyList<long> sequences) => new(
        ProblemTypes.NotOwned, "The batch reports on orders this agent does not own.")
    {
        Sequences = sequences,
        Errors = request.Reports
            .Select((report, index) => (report.Sequence, index))
            .Where(entry => sequences.Contains(entry.Sequence))
            .Select(entry => new Rejection(
                "/reports/" + entry.index.ToString(CultureInfo.InvariantCulture), "not-owned",
                "Another agent owns this order, or none."))
            .ToList(),
    };
}
