namespace OrderConnector.Core.Alerting;

/// <summary>A plan in the making.</summary>
internal sealed class PlanDraft(long turn, DateTimeOffset now)
{
    private DateTimeOffset? _lookAt;

    public List<NewIncident> Opened { get; } = [];

    public List<NewListing> Listed { get; } = [];

    public List<Settlement> Settled { get; } = [];

    public List<IncidentChange> Changed { get; } = [];

    public List<NewNotice> Notices { get; } = [];

    public List<SampleChange> Samples { get; } = [];

    public List<long> Judged { get; } = [];

    /// <summary>Something comes due then; what is past is done already, or waits for an event.</summary>
    public void LookAt(DateTimeOffset? moment)
    {
        if (moment > now && !(_lookAt <= moment))
        {
            _lookAt = moment;
        }
    }

    public AlertPlan ToPlan() => new(turn, Opened, Listed, Settled, Changed, Notices, Samples, Judged, _lookAt);
}
