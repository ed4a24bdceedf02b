namespace OrderConnector.Functions.Storing;

/// <summary>How an agent stands in the record of moves, with the person it speaks for.</summary>
public static class AgentActor
{
    /// <summary>"agent:b1…", or "agent:b1…/staff:anna" where a person decided.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="person">Who decided; null, or "agent", where nobody did.</param>
    public static string Of(string agentId, string? person = null) =>
        person is null or "agent" ? $"agent:{agentId}" : $"agent:{agentId}/{person}";
}
