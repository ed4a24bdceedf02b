using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// One order on its way through the TSS: what the journal knows of it and is about to know, and what this process
/// knows besides.
/// </summary>
public sealed class SigningWork(OrderProgress progress, BranchSale sale, SigningKnowledge known)
{
    /// <summary>The order, facts that wait for their commit included.</summary>
    public OrderProgress Progress { get; private set; } = progress;

    /// <summary>What is sold.</summary>
    public BranchSale Sale { get; } = sale;

    /// <summary>What is known of the TSS.</summary>
    public SigningKnowledge Known { get; set; } = known;

    /// <summary>Takes a fact that is about to be journaled.</summary>
    public JournalFact Foresee(JournalFact fact)
    {
        Progress = OrderProgress.Next(Progress, new JournalEntry(Progress.StageSequence, fact, ""))!;
        return fact;
    }
}
