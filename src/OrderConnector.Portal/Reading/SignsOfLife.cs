using OrderConnector.Portal.Agents;

namespace OrderConnector.Portal.Reading;

/// <summary>
/// When agents that rest at a queue outside the store were last seen there, by the agent's id: such an agent is not
/// written down in the store, and would look silent. Empty where signs of life stand in the store.
/// </summary>
/// <param name="branchIds">Whose agents.</param>
/// <param name="cancellationToken">Ends the asking.</param>
public delegate Task<IReadOnlyDictionary<string, DateTimeOffset>> SignsOfLife(
    IReadOnlyCollection<string> branchIds, CancellationToken cancellationToken);

/// <summary>Agents with their newest sign of life, from wherever it came.</summary>
public static class SeenAgents
{
    /// <summary>The same agents, each seen when it was seen last.</summary>
    public static async Task<IReadOnlyList<AgentLine>> ReadAsync(
        this SignsOfLife signs, IReadOnlyList<AgentLine> agents, CancellationToken cancellationToken)
    {
        var living = agents.Where(agent => agent.RevokedAt is null).Select(agent => agent.BranchId).ToHashSet();
        var seen = await signs(living, cancellationToken);
        return [.. agents.Select(agent => agent with { SeenAt = Newer(agent.SeenAt, seen, agent.Id) })];
    }

    /// <summary>The same branches, their agents each seen when it was seen last.</summary>
    public static async Task<IReadOnlyList<BranchGlance>> ReadAsync(
        this SignsOfLife signs, IReadOnlyList<BranchGlance> branches, CancellationToken cancellationToken)
    {
        var living = branches.Where(branch => branch.Agents.Count > 0).Select(branch => branch.Id).ToList();
        var seen = await signs(living, cancellationToken);
        return
        [
            .. branches.Select(branch => branch with
            {
                Agents =
                [
                    .. branch.Agents.Select(agent => agent with { SeenAt = Newer(agent.SeenAt, seen, agent.Id) }),
                ],
            }),
        ];
    }

    private static DateTimeOffset? Newer(
        DateTimeOffset? stored, IReadOnlyDictionary<string, DateTimeOffset> seen, string agentId) =>
        seen.TryGetValue(agentId, out var at) && !(stored >= at) ? at : stored;
}
