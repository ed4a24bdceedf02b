namespace OrderConnector.Core.Alerting;

/// <summary>What people are alerted to; a branch has one open incident of each kind at most.</summary>
public enum AlertKind
{
    /// <summary>Orders that the branch has not collected by their deadline.</summary>
    OrderOverdue,

    /// <summary>Orders that were collected after their deadline, before anybody was alerted to them.</summary>
    CollectedLate,

    /// <summary>The branch's agent gives no sign of life; told before the first order is late.</summary>
    AgentSilent,

    /// <summary>The technical security system does not answer: receipts go out marked and unsigned.</summary>
    TssOutage,

    /// <summary>More orders wait than usual, and still more come than go.</summary>
    QueueGrowing,

    /// <summary>Orders that wait for a person's decision: held by the cloud, or set aside by the agent.</summary>
    HeldOrders,

    /// <summary>Orders that staff at the branch have neither released nor rejected in time.</summary>
    ReleaseOverdue,

    /// <summary>Orders signed, but not handed to the point of sale.</summary>
    NotHandedOver,

    /// <summary>The branch's order numbers are nearly used up.</summary>
    NumbersRunningOut,
}

/// <summary>How a kind is written in the store and on the wire: camelCase.</summary>
public static class AlertKinds
{
    /// <summary>"orderOverdue" …</summary>
    public static string ToWire(this AlertKind kind) => kind switch
    {
        AlertKind.OrderOverdue => "orderOverdue",
        AlertKind.CollectedLate => "collectedLate",
        AlertKind.AgentSilent => "agentSilent",
        AlertKind.TssOutage => "tssOutage",
        AlertKind.QueueGrowing => "queueGrowing",
        AlertKind.HeldOrders => "heldOrders",
        AlertKind.ReleaseOverdue => "releaseOverdue",
        AlertKind.NotHandedOver => "notHandedOver",
        AlertKind.NumbersRunningOut => "numbersRunningOut",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static AlertKind? FromWire(string name)
    {
        foreach (var kind in Enum.GetValues<AlertKind>())
        {
            if (kind.ToWire() == name)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Whether an incident of this kind lists orders; the others are about the branch as a whole.</summary>
    public static bool ListsOrders(this AlertKind kind) => kind switch
    {
        AlertKind.OrderOverdue or AlertKind.CollectedLate or AlertKind.HeldOrders or AlertKind.ReleaseOverdue => true,
        AlertKind.AgentSilent or AlertKind.TssOutage or AlertKind.QueueGrowing or AlertKind.NotHandedOver
            or AlertKind.NumbersRunningOut => false,
    };
}
