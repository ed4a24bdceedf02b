namespace OrderConnector.PosAgent.Collecting;

/// <summary>How the line to the cloud is.</summary>
public enum LineState
{
    /// <summary>Not asked yet since the start of the process.</summary>
    Unknown,

    /// <summary>The cloud answers, and this agent is the branch's active one.</summary>
    Active,

    /// <summary>The cloud answers; another agent of the branch is the active one.</summary>
    Standby,

    /// <summary>The cloud does not answer.</summary>
    Lost,

    /// <summary>The cloud answers and says no.</summary>
    Refused,
}

/// <summary>The line to the cloud as the last call found it.</summary>
/// <param name="State">How it is.</param>
/// <param name="Since">Since when it is so; null before the first call.</param>
/// <param name="HeardAt">When the cloud last answered well; null where it has not since the start.</param>
/// <param name="Detail">What the last call that failed was told; null while all is well.</param>
/// <param name="InEmergency">The branch was in emergency operation when the cloud last answered well.</param>
public sealed record LineView(
    LineState State, DateTimeOffset? Since, DateTimeOffset? HeardAt, string? Detail, bool InEmergency = false);

/// <summary>
/// Keeps how the line to the cloud is. Judged by the calls that ask for orders: they are always under way.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="changed">Told when what is kept is another; not each time the cloud is heard.</param>
public sealed class LineWatch(TimeProvider time, Action changed)
{
    private volatile LineView _view = new(LineState.Unknown, null, null, null);

    /// <summary>How the line is.</summary>
    public LineView View => _view;

    /// <summary>The cloud has answered.</summary>
    /// <param name="role">"active" or "standby".</param>
    /// <param name="emergency">The branch is in emergency operation.</param>
    public void Heard(string role, bool emergency)
    {
        var now = time.GetUtcNow();
        Take(role == "standby" ? LineState.Standby : LineState.Active, now, now, null, emergency);
    }

    /// <summary>The cloud has not answered.</summary>
    public void Lost(string detail) => Fail(LineState.Lost, detail);

    /// <summary>The cloud has said no.</summary>
    public void Refused(string detail) => Fail(LineState.Refused, detail);

    private void Fail(LineState state, string detail) =>
        Take(state, time.GetUtcNow(), _view.HeardAt, detail, _view.InEmergency);

    // Called by one loop only, so that nothing can come between reading and writing.
    private void Take(
        LineState state, DateTimeOffset now, DateTimeOffset? heardAt, string? detail, bool emergency)
    {
        var before = _view;
        var same = before.State == state;
        _view = new LineView(state, same ? before.Since : now, heardAt, detail, emergency);
        if (!same || before.InEmergency != emergency)
        {
            changed();
        }
    }
}
