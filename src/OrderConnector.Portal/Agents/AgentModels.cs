using OrderConnector.Core.Texts;
using OrderConnector.Portal.Forms;
using OrderConnector.Portal.Lists;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Agents;

/// <summary>What the list of agents shows.</summary>
/// <param name="Search">What is searched for.</param>
/// <param name="Slice">The agents found.</param>
/// <param name="IsFirst">The page is the first one.</param>
public sealed record AgentsModel(string Search, Slice<AgentLine> Slice, bool IsFirst);

/// <summary>What one agent's page shows.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Clock">The clock of its branch.</param>
/// <param name="Collected">A page of what it has collected and not finished.</param>
/// <param name="IsFirst">That page is the first one.</param>
public sealed record AgentModel(AgentDetail Agent, BranchClock Clock, DecisionPage Collected, bool IsFirst)
{
    /// <summary>The form that was to revoke it, as typed.</summary>
    public TypedForm? Revoking { get; init; }

    /// <summary>The form that was to decide on its orders, as typed.</summary>
    public TypedForm? Deciding { get; init; }
}
