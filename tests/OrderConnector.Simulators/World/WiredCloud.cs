using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Intake;
using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.Simulators.World;

/// <summary>The wire between an agent and the cloud that runs now; a cloud that dies in a call answers nothing.</summary>
public sealed class WiredCloud(Func<CloudNode> cloud, EnrolledAgent agent) : ICloud
{
    public Task<CloudOutcome<CollectAnswer>> CollectAsync(
        CollectRequest request, CancellationToken cancellationToken) =>
        Call(node => node.Collector.CollectAsync(agent, request, cancellationToken));

    public Task<CloudOutcome<ConfirmAnswer>> ConfirmAsync(
        ConfirmRequest request, CancellationToken cancellationToken) =>
        Call(node => node.Collector.ConfirmAsync(agent, request, cancellationToken));

    public Task<CloudOutcome<ReportsAnswer>> ReportAsync(
        ReportsRequest request, CancellationToken cancellationToken) =>
        Call(node => node.Reports.ReceiveAsync(agent, request, cancellationToken));

    public Task<CloudOutcome<SellerData>> ReadSellerDataAsync(int version, CancellationToken cancellationToken) =>
        Call<SellerData>(async node =>
            await node.Store.FindSellerDataAsync(agent.BranchId, version, cancellationToken) is { } data
                ? data
                : Problem.NotFound("version"));

    public Task<CloudOutcome<VoidAnswer>> VoidAsync(
        string orderId, StaffVoidRequest request, CancellationToken cancellationToken) =>
        Call<VoidAnswer>(async node => (await node.Intake.VoidForStaffAsync(
                agent.Id, agent.BranchId, new OrderId(orderId),
                JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Options), cancellationToken))
            .Match<CallOutcome<VoidAnswer>>(
                done => new VoidAnswer(done.Order.Id.Value, done.Order.Number, "queued"),
                problem => problem));

    private async Task<CloudOutcome<T>> Call<T>(Func<CloudNode, Task<CallOutcome<T>>> call)
    {
        var node = cloud();
        try
        {
            return (await call(node)).Match<CloudOutcome<T>>(
                done => new CloudOutcome<T>.Done(done),
                problem => problem.Type.Status is 429 or >= 500
                    ? new CloudOutcome<T>.Unavailable(problem.Detail, problem.RetryAfter)
                    : new CloudOutcome<T>.Refused(problem.Type.Status, problem.Type.Name, problem.Detail));
        }
        catch (SimulatedCrashException) when (node.Process.Dead)
        {
            return new CloudOutcome<T>.Unavailable("the connection broke", null);
        }
    }
}
