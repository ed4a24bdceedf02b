using OrderConnector.Portal.Agents;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Agents by branch and id, revoked ones included.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AgentLine>> ReadAgentLinesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken);

    /// <summary>One agent with its journal and what it told last; null where there is none.</summary>
    Task<AgentDetail?> FindAgentDetailAsync(string agentId, CancellationToken cancellationToken);

    /// <summary>Orders an agent has collected and not ended, oldest first.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="after">Where the page before ended; 0 for the first.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<DecisionPage> ReadCollectedOrdersAsync(
        string agentId, long after, int max, CancellationToken cancellationToken);
}
