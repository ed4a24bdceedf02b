namespace OrderConnector.Core.Alerting;

/// <summary>Why somebody is told of an incident.</summary>
public enum NoticeKind
{
    /// <summary>It began.</summary>
    Raised,

    /// <summary>It has at least twice the orders that were told of last.</summary>
    Grown,

    /// <summary>Nobody acknowledged it in time: the next level hears of it.</summary>
    Escalated,

    /// <summary>It is over; says what became of each order.</summary>
    AllClear,

    /// <summary>No incident: a person tries whether the address works.</summary>
    Test,
}

/// <summary>How a kind of notice is written in the store and on the wire.</summary>
public static class NoticeKinds
{
    /// <summary>"raised" …</summary>
    public static string ToWire(this NoticeKind kind) => kind switch
    {
        NoticeKind.Raised => "raised",
        NoticeKind.Grown => "grown",
        NoticeKind.Escalated => "escalated",
        NoticeKind.AllClear => "allClear",
        NoticeKind.Test => "test",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static NoticeKind? FromWire(string name)
    {
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            if (kind.ToWire() == name)
            {
                return kind;
            }
        }

        return null;
    }
}
