using System.Globalization;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>What the changes of the store are called in the audit log; no secret, nothing of a customer.</summary>
internal static class Acts
{
    /// <summary>Whether a person acts; shops, agents and the timer are on the order's own record.</summary>
    public static bool IsOfPerson(string actor) =>
        actor.StartsWith("user:", StringComparison.Ordinal) || actor.StartsWith("operator:", StringComparison.Ordinal);

    public static Act BranchAdded(NewBranch branch, string actor, DateTimeOffset now) =>
        new(now, actor, "branch.added", branch.Id, branch.Id, null, new Dictionary<string, string>
        {
            ["name"] = branch.Name,
            ["numbers"] = Text($"{branch.FirstNumber}-{branch.LastNumber}"),
            ["timeZone"] = branch.TimeZone,
        });

    public static Act SellerSet(SellerData data, string actor, DateTimeOffset now)
    {
        (string Name, string? Value)[] members =
        [
            ("name", data.BranchName), ("company", data.Company), ("street", data.Street), ("zip", data.Zip),
            ("city", data.City), ("country", data.Country), ("taxNumber", data.TaxNumber), ("vatId", data.VatId),
            ("timeZone", data.TimeZone),
        ];
        return new(
            now, actor, "branch.sellerSet", data.BranchId, data.BranchId, null,
            members.Where(member => member.Value is not null)
                .ToDictionary(member => member.Name, member => member.Value!));
    }

    public static Act RangeWidened(string branchId, long last, string actor, DateTimeOffset now) =>
        new(now, actor, "branch.widened", branchId, branchId, null, new Dictionary<string, string>
        {
            ["last"] = Text($"{last}"),
        });

    public static Act NumbersSteppedOver(StepOverNumbers step) =>
        new(step.At, step.Actor, "store.restored", "store", null, StepOverNumbers.Reason,
            new Dictionary<string, string> { ["count"] = Text($"{step.Count}") });

    public static Act ChannelAdded(Channel channel, StoredKey key, string actor) =>
        new(key.CreatedAt, actor, "channel.added", channel.Id, null, null, new Dictionary<string, string>
        {
            ["kind"] = channel.Kind, ["release"] = channel.Release,
            ["branches"] = string.Join(", ", channel.Branches), ["key"] = key.Id,
        });

    public static Act KeyAdded(StoredKey key, string actor) =>
        new(key.CreatedAt, actor, "key.added", key.Id, key.Branches is [var only] ? only : null, null,
            new Dictionary<string, string>
            {
                ["purpose"] = KeyRecord.PurposeName(key.Purpose), ["subject"] = key.Subject,
                ["branches"] = string.Join(", ", key.Branches),
            });

    public static Act KeyRevoked(RevokeKey revoke) =>
        new(revoke.At, revoke.Actor, "key.revoked", revoke.KeyId, null, revoke.Reason);

    public static Act AgentEnrolled(EnrolAgent enrol) =>
        new(enrol.Now, AgentActor.Of(enrol.AgentId), "agent.enrolled", enrol.AgentId, enrol.BranchId, null,
            new Dictionary<string, string>
            {
                ["easSerialNumber"] = enrol.EasSerialNumber, ["software"] = $"{enrol.Software} {enrol.Version}",
                ["registrationKey"] = enrol.RegistrationKeyId,
            });

    public static Act AgentRevoked(
        string agentId, string? branchId, string actor, string reason, DateTimeOffset now) =>
        new(now, actor, "agent.revoked", agentId, branchId, reason);

    public static Act OrdersReassigned(ReassignOrders reassign, string? branchId) =>
        new(reassign.At, reassign.Actor, "agent.ordersReassigned", reassign.AgentId, branchId, reassign.Reason,
            new Dictionary<string, string>
            {
                ["to"] = reassign.To.ToWire(),
                ["orders"] = reassign.Only is { } only ? Text($"{only.Count}") : "all",
            });

    public static Act SetAsideDecided(DecideSetAside decide, string? branchId) =>
        new(decide.At, decide.Actor, decide.Decision switch
        {
            SetAsideDecision.Replayed => "message.replayed",
            SetAsideDecision.Dropped => "message.dropped",
        }, Text($"{decide.Id}"), branchId, decide.Reason);

    public static Act PersonalDataErased(ErasePersonal erase, string branchId, long number) =>
        new(erase.At, erase.Actor, "order.personalDataErased", erase.Id.Value, branchId, erase.Reason,
            new Dictionary<string, string> { ["number"] = Text($"{number}") });

    public static Act OrderMoved(MoveOrder move, string branchId, long number) =>
        new(move.At, move.Actor, "order.moved", move.Id.Value, branchId, move.Reason, new Dictionary<string, string>
        {
            ["number"] = Text($"{number}"), ["to"] = move.To.ToWire(),
        });

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
