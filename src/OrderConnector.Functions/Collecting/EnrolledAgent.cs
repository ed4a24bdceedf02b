using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>An agent that showed its secret.</summary>
/// <param name="Id">The id it made for itself.</param>
/// <param name="BranchId">The one branch it serves.</param>
public sealed record EnrolledAgent(string Id, string BranchId)
{
    /// <summary>Who an agent's key stands for.</summary>
    public static EnrolledAgent Of(StoredKey key) => new(key.Subject, key.Branches[0]);
}
