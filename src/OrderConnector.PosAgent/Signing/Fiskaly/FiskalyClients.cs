using System.Collections.Concurrent;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>Which id a recording system has at fiskaly: looked up once by its serial number, then remembered.</summary>
/// <param name="calls">The calls.</param>
/// <param name="tssId">Id of the TSS.</param>
internal sealed class FiskalyClients(FiskalyCalls calls, string tssId)
{
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    /// <summary>The id of the client that may sign under this serial number.</summary>
    public async Task<FiskalyAnswer<string>> FindAsync(string serialNumber, CancellationToken cancellationToken)
    {
        if (_ids.TryGetValue(serialNumber, out var known))
        {
            return FiskalyAnswer<string>.Of(known);
        }

        var answer = await ListAsync(serialNumber, cancellationToken);
        if (answer.Value is not { } listed)
        {
            return FiskalyAnswer<string>.Of(answer.Verdict!);
        }

        var found = listed.FirstOrDefault(client => client.State == FiskalyWire.Registered);
        if (found?.Id is not { } id)
        {
            return FiskalyAnswer<string>.Of(new FiskalyVerdict(
                FiskalyVerdictKind.NoClient, TssRefusals.ClientUnknown,
                $"The TSS has no registered client with the serial number {serialNumber}."));
        }

        _ids[serialNumber] = id;
        return FiskalyAnswer<string>.Of(id);
    }

    /// <summary>All clients that have or had this serial number; all there are where it is null.</summary>
    public async Task<FiskalyAnswer<IReadOnlyList<FiskalyClient>>> ListAsync(
        string? serialNumber, CancellationToken cancellationToken)
    {
        var filter = serialNumber is null ? "" : $"&serial_number={Uri.EscapeDataString(serialNumber)}";
        var answer = await calls.GetAsync<FiskalyPage<FiskalyClient>>(
            FiskalyCallKind.Look, $"tss/{tssId}/client?limit=100{filter}", cancellationToken);
        return answer.Value is { Data: { } data }
            ? FiskalyAnswer<IReadOnlyList<FiskalyClient>>.Of(
                [.. data.Where(client => serialNumber is null || client.SerialNumber == serialNumber)])
            : FiskalyAnswer<IReadOnlyList<FiskalyClient>>.Of(answer.Verdict ?? FiskalyVerdict.Unreadable);
    }

    /// <summary>The TSS does not take it any more.</summary>
    public void Forget(string serialNumber) => _ids.TryRemove(serialNumber, out _);
}
