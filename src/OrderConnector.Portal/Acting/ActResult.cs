namespace OrderConnector.Portal.Acting;

/// <summary>What became of what a person asked for. In every case but the first nothing was changed.</summary>
public enum ActResult
{
    /// <summary>Done, and on record.</summary>
    Done,

    /// <summary>The person may not.</summary>
    NotAllowed,

    /// <summary>There is no such thing, or it is none of this person's.</summary>
    Unknown,

    /// <summary>Things stand otherwise by now: somebody else was first.</summary>
    Gone,

    /// <summary>The storage queues do not answer; others would not hear of the change.</summary>
    Away,
}
