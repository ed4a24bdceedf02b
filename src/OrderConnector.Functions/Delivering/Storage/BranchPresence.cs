using System.Globalization;
using Azure.Storage.Queues;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>The sign of life of a branch's active agent, in the metadata of the branch's queue.</summary>
internal sealed class BranchPresence(QueueClient queue, TimeProvider clock)
{
    private const string Agent = "agent";
    private const string Seen = "seen";
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);
    private string? writtenFor;
    private long writtenAt;

    /// <summary>Writes it once a minute, and at once when another agent waits.</summary>
    public async Task WriteAsync(string agentId)
    {
        if (writtenFor == agentId && clock.GetElapsedTime(writtenAt) < s_interval)
        {
            return;
        }

        var timestamp = clock.GetTimestamp();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        await queue.WriteAsync(
            new Dictionary<string, string> { [Agent] = agentId, [Seen] = now }, CancellationToken.None);
        (writtenFor, writtenAt) = (agentId, timestamp);
    }

    /// <summary>Reads it; null where nobody was seen.</summary>
    public async Task<AgentPresence?> ReadAsync(CancellationToken cancellationToken) =>
        Of(await queue.ReadAsync(cancellationToken));

    /// <summary>The sign of life in a queue's metadata; null where there is none.</summary>
    public static AgentPresence? Of(IDictionary<string, string>? metadata) =>
        metadata is not null
            && metadata.TryGetValue(Agent, out var agentId) && metadata.TryGetValue(Seen, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? new AgentPresence(agentId, DateTimeOffset.FromUnixTimeMilliseconds(seen))
            : null;
}
