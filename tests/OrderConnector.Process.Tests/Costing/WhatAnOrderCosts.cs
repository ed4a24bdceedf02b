using System.Globalization;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Tills;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.Process.Tests.Costing;

/// <summary>
/// Counts what is paid for, with a real agent, two real instances and Azurite's own log: first while nothing happens,
/// then while orders come one by one, posted at one instance and awaited at the other. docs/cost.md builds on it.
/// </summary>
public sealed class WhatAnOrderCosts(ITestOutputHelper output)
{
    private const int Orders = 20;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(62);

    [AzuriteFact]
    public async Task An_order_and_an_idle_branch_stay_within_the_counts_of_the_document()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(6));
        await using var azurite = await AzuriteServer.StartNewAsync(limit.Token);
        string[] queue = ["--set", "Queue:Provider=AzureStorage", "--set", $"Queue:ConnectionString={azurite.ConnectionString}"];
        await using var served = await ServedBranch.StartAsync(limit.Token, null, queue);
        await using var other = new CloudProcess(served.Cloud.DataFolder, served.Folder["other.log"], queue);
        await other.StartAsync(limit.Token);
        await using var till = await RecordingTill.StartAsync();
        await using var front = await HttpFront.StartAsync(served.Cloud.Url);
        var key = await served.Cloud.AdminAsync(limit.Token, "agent-key", ServedBranch.Branch);
        await using var agent = new AgentProcess(
            served.Folder["agent"], served.Folder["agent.log"], "--set", "Pos:Kind=http", "--set", $"Pos:Url={till.Url}");
        await agent.EnrolAsync(front.Url, key, limit.Token);
        agent.Start();
        using var shop = new ShopClient(other.Url, served.ChannelKey);
        // The first order brings seller data and the first report of health; it is not counted.
        await SellAsync(shop, till, "first", limit.Token);
        await Task.Delay(TimeSpan.FromSeconds(35), limit.Token);

        var idle = await CountAsync(azurite, front, s_idle, () => Task.CompletedTask, limit.Token);
        var busy = await CountAsync(azurite, front, TimeSpan.FromSeconds(2 * Orders), async () =>
        {
            for (var i = 0; i < Orders; i++)
            {
                await Task.WhenAll(
                    SellAsync(shop, till, $"{i}", limit.Token), Task.Delay(TimeSpan.FromSeconds(2), limit.Token));
            }
        }, limit.Token);

        var operations = (busy.Operations - (idle.OperationsPerSecond * busy.Seconds)) / Orders;
        // The post goes to the other instance, past the front.
        var executions = 1 + ((busy.Requests - (idle.RequestsPerSecond * busy.Seconds)) / Orders);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"per order: {operations:F2} storage operations, {executions:F2} executions; "
            + $"idle, per hour: {idle.OperationsPerSecond * 3600:F0} operations, {idle.RequestsPerSecond * 3600:F0} calls"));
        output.WriteLine($"idle: {idle.Story}");
        output.WriteLine($"busy: {busy.Story}");
        Assert.InRange(operations, 2, CostDocument.Read("storage operations per order"));
        Assert.InRange(executions, 3, CostDocument.Read("executions per order"));
        // What comes once a minute may fall into this window twice: five of it do.
        Assert.InRange(
            idle.Operations, 50,
            (CostDocument.Read("storage operations per idle branch and hour") * idle.Seconds / 3600) + 5);
        Assert.InRange(idle.RequestsPerSecond * 3600, 100, CostDocument.Read("executions per idle branch and hour"));
        Assert.True(CostDocument.Read("storage operations per order") <= 8);
        Assert.True(CostDocument.Read("executions per order") <= 4);
    }

    private static async Task SellAsync(
        ShopClient shop, RecordingTill till, string externalId, CancellationToken cancellationToken)
    {
        var body = DayOrders.Document(
            externalId, ServedBranch.Branch, TimeProvider.System.GetUtcNow(), "prepaid", "pickup",
            DayOrders.Line("item", "Pizza", 1, 9.90m, 7));
        var posted = await shop.PostOrderAsync(body, cancellationToken);
        Assert.Equal(201, posted.Status);
        while (!till.Handed.ContainsKey(posted.Id))
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    private static async Task<Count> CountAsync(
        AzuriteServer azurite, HttpFront front, TimeSpan least, Func<Task> act, CancellationToken cancellationToken)
    {
        // Azurite's log is a moment behind, at both ends alike.
        var (operations, requests) = (azurite.ReadOperations().Count, front.Requests.Count);
        var begun = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(act(), Task.Delay(least, cancellationToken));
        await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        return new Count(
            [.. azurite.ReadOperations().Skip(operations)], [.. front.Requests.Skip(requests)],
            TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }

    private sealed record Count(
        IReadOnlyList<StorageOperation> All, IReadOnlyList<string> Paths, double Seconds)
    {
        public double Operations => All.Count;

        public double Requests => Paths.Count;

        public double OperationsPerSecond => All.Count / Seconds;

        public double RequestsPerSecond => Paths.Count / Seconds;

        public string Story => string.Join(", ", All
            .GroupBy(one => $"{one.Method} {one.Path.Split('/').ElementAtOrDefault(2)}{(one.Query.Contains("comp=metadata", StringComparison.Ordinal) ? "metadata" : "")}")
            .Select(group => $"{group.Key} {group.Count()}")
            .Concat(Paths.GroupBy(path => path).Select(group => $"{group.Key} {group.Count()}")));
    }
}
