using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin agent list | revoke | requeue: an agent that is lost for good, and what it still owned.</summary>
public static class AgentCommands
{
    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("agent", "Branch agents.") { List(world, data), Revoke(world, data), Requeue(world, data) };

    private static Command List(Surroundings world, Option<string> data)
    {
        var command = new Command("list", "Lists the agents.");
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            admin.Done((await admin.Store.ReadAgentsAsync(ct)).Select(Line)), token));
        return command;
    }

    private static Command Revoke(Surroundings world, Option<string> data)
    {
        var id = new Argument<string>("id") { Description = "The agent's id." };
        var reason = Names.Required("--reason", "Why.");
        var command = new Command("revoke", "Ends an agent for good: its secret opens nothing any more.")
        {
            id, reason,
        };
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, async (admin, ct) =>
        {
            var agent = parsed.GetValue(id)!;
            await admin.Queue.ExpectWorkAsync(ct);
            return await admin.Store.RevokeAgentAsync(
                agent, admin.Actor, parsed.GetValue(reason)!, admin.Now, ct)
                ? admin.Done($"Agent {agent} is revoked.")
                : admin.Refuse($"There is no agent {agent}.");
        }, token));
        return command;
    }

    private static Command Requeue(Surroundings world, Option<string> data)
    {
        var id = new Argument<string>("id") { Description = "The revoked agent's id." };
        var reason = Names.Required("--reason", "Why.");
        var to = new Option<string>("--to")
        {
            Description = "Back into the branch's queue, or on record as transmitted by hand.",
            Required = true,
        };
        to.AcceptOnlyFromAmong(OrderState.Queued.ToWire(), OrderState.TransmittedManually.ToWire());
        var command = new Command("requeue", "Finds a new way for what a revoked agent had collected.")
        {
            id, to, reason,
        };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var agent = (await admin.Store.ReadAgentsAsync(ct)).FirstOrDefault(row => row.Id == parsed.GetValue(id));
            if (agent?.RevokedAt is null)
            {
                return admin.Refuse(agent is null
                    ? $"There is no agent {parsed.GetValue(id)}."
                    : $"Agent {agent.Id} is not revoked; what it has collected is its own.");
            }

            // What goes back into the queue is announced by the timer.
            await admin.Queue.ExpectWorkAsync(ct);
            var moved = await admin.Store.ReassignOrdersAsync(
                new ReassignOrders(
                    agent.Id, OrderStateNames.FromWire(parsed.GetValue(to)!)!.Value, admin.Actor,
                    parsed.GetValue(reason)!, admin.Now),
                ct);
            return admin.Done(string.Create(CultureInfo.InvariantCulture, $"Orders moved: {moved}."));
        }, token));
        return command;
    }

    private static string Line(AgentRow agent) => string.Create(
        CultureInfo.InvariantCulture,
        $"{agent.Id}  {agent.BranchId}  {agent.EasSerialNumber}  {agent.Software} {agent.Version}  "
        + $"seen {agent.SeenAt?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  tss {agent.Tss ?? "unknown"}  "
        + $"{(agent.RevokedAt is null ? "" : "revoked")}").TrimEnd();
}
