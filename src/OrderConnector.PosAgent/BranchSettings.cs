namespace OrderConnector.PosAgent;

/// <summary>Who this agent is and how patient it is; validated before it comes here.</summary>
public sealed record BranchSettings
{
    /// <summary>The agent's own id, made once.</summary>
    public required string AgentId { get; init; }

    /// <summary>Made at each start, 32 hex digits.</summary>
    public required string Session { get; init; }

    /// <summary>BEDIENER_ID of what nobody in the branch keyed in.</summary>
    public string Cashier { get; init; } = "online";

    /// <summary>Software version, in health reports.</summary>
    public required string Version { get; init; }

    /// <summary>Where receipt links point: the cloud's address.</summary>
    public required Uri Cloud { get; init; }

    /// <summary>Orders asked for at once.</summary>
    public int CollectMax { get; init; } = 100;

    /// <summary>How long the cloud may keep a collect waiting for the first order.</summary>
    public TimeSpan CollectWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>No more is collected while so many orders wait for the TSS: they would be stuck in one agent.</summary>
    public int MaxUnsigned { get; init; } = 1000;

    /// <summary>How long before it is due an order is handed to the point of sale.</summary>
    public TimeSpan HandOverLead { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Hand-overs under way at once.</summary>
    public int HandOverParallel { get; init; } = 16;

    /// <summary>How long an uncertain outcome of the TSS may hold up the sale.</summary>
    public TimeSpan UnknownDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for a start, a look-up or a read-back.</summary>
    public TimeSpan TssStartTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for a finish.</summary>
    public TimeSpan TssFinishTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When the branch's clock shows this, its TSS are looked after.</summary>
    public TimeOnly DayEnd { get; init; } = new(4, 0);

    /// <summary>Least time between two batches of hand-overs or of reports, unless a batch is full.</summary>
    public TimeSpan BatchPause { get; init; }

    /// <summary>
    /// How long the first report of an order waits for the others, unless the order is at the end of its road.
    /// </summary>
    public TimeSpan ReportGather { get; init; }

    /// <summary>Health is reported on change, and after this long without one where anything happened since.</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromMinutes(5);
}
