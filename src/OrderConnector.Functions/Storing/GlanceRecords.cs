using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>A branch as Dapper fills it.</summary>
internal sealed class GlanceRecord
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public long Pending { get; set; }

    public long? OldestAt { get; set; }

    public long Overdue { get; set; }
}

/// <summary>An agent as Dapper fills it.</summary>
internal sealed class AgentGlanceRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public string EasSerial { get; set; } = "";

    public string Version { get; set; } = "";

    public long? SeenAt { get; set; }

    public string? Tss { get; set; }
}

/// <summary>A counter as Dapper fills it.</summary>
internal sealed class HourRecord
{
    public string BranchId { get; set; } = "";

    public long Hour { get; set; }

    public string What { get; set; } = "";

    public long Count { get; set; }
}

/// <summary>A number per branch as Dapper fills it.</summary>
internal sealed class BranchCountRecord
{
    public string BranchId { get; set; } = "";

    public long Count { get; set; }
}

/// <summary>Puts what was read of many branches together, branch by branch.</summary>
internal static class GlanceParts
{
    /// <summary>One glance per branch, in the order of the branches.</summary>
    public static IReadOnlyList<BranchGlance> Join(
        IEnumerable<GlanceRecord> branches, IEnumerable<BranchCountRecord> held,
        IEnumerable<AgentGlanceRecord> agents, IEnumerable<HourRecord> hours)
    {
        var heldOf = held.ToDictionary(one => one.BranchId, one => one.Count, StringComparer.Ordinal);
        var agentsOf = agents.ToLookup(one => one.BranchId, StringComparer.Ordinal);
        var hoursOf = hours.ToLookup(one => one.BranchId, StringComparer.Ordinal);
        return
        [
            .. branches.Select(branch => new BranchGlance(
                branch.Id, branch.Name, branch.TimeZone, branch.Pending, StoredTime.FromStored(branch.OldestAt),
                branch.Overdue, heldOf.GetValueOrDefault(branch.Id),
                [
                    .. agentsOf[branch.Id].Select(agent => new AgentGlance(
                        agent.Id, agent.EasSerial, agent.Version, StoredTime.FromStored(agent.SeenAt), agent.Tss)),
                ],
                [
                    .. hoursOf[branch.Id].Select(hour => new HourGlance(
                        HourCount.BeginOf(hour.Hour), hour.What, hour.Count)),
                ])),
        ];
    }

    /// <summary>What every read of a glance takes: the branch or null for all, caps, and two spans of hours: up
    /// to now, and the whole of the day a week ago.</summary>
    public static object Values(string? branchId, DateTimeOffset now)
    {
        var from = HourCount.PlaceOf(now - BranchGlance.Day);
        var week = HourCount.PlaceOf(DateTimeOffset.UnixEpoch + BranchGlance.Week);
        return new
        {
            branch = branchId, cap = BranchGlance.CountCap, from,
            to = HourCount.PlaceOf(now), weekFrom = from - week, weekTo = from - week + (2 * HoursOfDay),
        };
    }

    private const int HoursOfDay = 24;
}
