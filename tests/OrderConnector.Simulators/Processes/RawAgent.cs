using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.Simulators.Processes;

/// <summary>An agent that only speaks: it enrols, collects and confirms, and keeps no journal.</summary>
public sealed class RawAgent : IDisposable
{
    private readonly ShopClient _client;
    private readonly string _name;

    private RawAgent(ShopClient client, string name) => (_client, _name) = (client, name);

    /// <summary>Enrols under a name of 32 hex digits.</summary>
    public static async Task<RawAgent> EnrolAsync(
        Uri cloud, string registrationKey, string name, CancellationToken cancellationToken)
    {
        using var open = new ShopClient(cloud, "none");
        var request = new EnrolRequest(registrationKey, name, "EAS-" + name[..8], "raw", "1");
        var answer = await open.PostAsync("/agent/v1/enrol", Bytes(request), cancellationToken);
        return answer.Status == 200
            ? new RawAgent(new ShopClient(cloud, answer.Body.GetProperty("secret").GetString()!), name)
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Enrolling answered {answer.Status} {answer.Body}"));
    }

    /// <summary>Asks for orders.</summary>
    public async Task<CollectAnswer> CollectAsync(int waitSeconds, CancellationToken cancellationToken)
    {
        var request = new CollectRequest(_name, new JournalHead(_name, 0, ""), 0, 50, waitSeconds);
        var answer = await _client.PostAsync("/agent/v1/collect", Bytes(request), cancellationToken);
        return answer.Status == 200
            ? answer.Body.Deserialize<CollectAnswer>(WireJson.Options)!
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Collecting answered {answer.Status} {answer.Body}"));
    }

    /// <summary>Takes ownership of what a lease offers; answers "yours" or "gone", and why.</summary>
    public async Task<Confirmation> ConfirmAsync(string lease, CancellationToken cancellationToken)
    {
        var answer = await _client.PostAsync("/agent/v1/confirm", Bytes(new ConfirmRequest([lease])), cancellationToken);
        return answer.Status == 200
            ? answer.Body.Deserialize<ConfirmAnswer>(WireJson.Options)!.Confirmations[0]
            : throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"Confirming answered {answer.Status} {answer.Body}"));
    }

    public void Dispose() => _client.Dispose();

    private static byte[] Bytes<T>(T request) => JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Options);
}
