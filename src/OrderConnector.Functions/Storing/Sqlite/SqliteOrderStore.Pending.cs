using OrderConnector.Core.Agents;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    public Task<CollectOutcome> CollectAsync(CollectOrders collect, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<Confirmation>> ConfirmAsync(ConfirmOrders confirm, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ReportOutcome> ReportAsync(ReceiveReports reports, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<NumberPage> ReadNumbersAsync(string branchId, long from, long to, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<BranchStatus?> ReadBranchStatusAsync(string branchId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EnrolOutcome> EnrolAsync(EnrolAgent enrol, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<AgentRow>> ReadAgentsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RevokeAgentAsync(string agentId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ReassignOrdersAsync(ReassignOrders reassign, CancellationToken cancellationToken) => throw new NotSupportedException();
}
