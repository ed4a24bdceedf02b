namespace OrderConnector.Simulators.Tss;

/// <summary>The calls a TSS takes.</summary>
public enum TssCall
{
    Start,
    Finish,
    FindOpen,
    ReadBack,
    Info,
    ExportLog,
}

/// <summary>What goes wrong with one call.</summary>
public abstract record TssFault
{
    private TssFault()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record None : TssFault;

    /// <summary>The request never arrived; the caller cannot know.</summary>
    public sealed record LostBeforeCommit : TssFault;

    /// <summary>It was done, the answer never arrived.</summary>
    public sealed record LostAfterCommit : TssFault;

    /// <summary>Nothing was done, and the caller knows.</summary>
    public sealed record Unavailable : TssFault;

    /// <summary>The TSS says no.</summary>
    public sealed record Refused : TssFault;

    /// <summary>No answer until the caller gives up.</summary>
    /// <param name="AfterCommit">True where it was done all the same.</param>
    public sealed record Hang(bool AfterCommit) : TssFault;

    /// <summary>Done, but late.</summary>
    public sealed record Slow(TimeSpan Delay) : TssFault;
}
