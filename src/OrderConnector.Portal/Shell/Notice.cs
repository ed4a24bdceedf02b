namespace OrderConnector.Portal.Shell;

/// <summary>What a notice says of what happened.</summary>
public enum NoticeKind
{
    /// <summary>Done.</summary>
    Good,

    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Done in part, or with a consequence.</summary>
    Warn,

    /// <summary>Not done.</summary>
    Bad,
}

/// <summary>A sentence on top of a page.</summary>
/// <param name="Kind">Done, or not.</param>
/// <param name="Text">In the reader's language; plain text.</param>
public sealed record Notice(NoticeKind Kind, string Text);
