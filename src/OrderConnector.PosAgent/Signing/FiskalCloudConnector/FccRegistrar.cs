using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>Makes a cash register known to the connector, or forgotten. May be repeated.</summary>
internal sealed class FccRegistrar(FccConnection connection, string typeOfSystem)
{
    /// <summary>Registers a client; true where it was new.</summary>
    /// <param name="clientId">EAS serial number.</param>
    /// <param name="activationToken">The one-time token of this register.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal async Task<TssOutcome<bool>> RegisterAsync(
        string clientId, string activationToken, CancellationToken cancellationToken)
    {
        var before = await connection.ClientsAsync(cancellationToken);
        if (before is not TssOutcome<IReadOnlyList<string>>.Done { Value: var known } || known.Contains(clientId))
        {
            return before.Then<bool>(_ => new TssOutcome<bool>.Done(false));
        }

        var answer = await connection.CallAsync(
            FccConnection.Admin, HttpMethod.Post, "registration",
            new FccRegistration(activationToken, clientId, clientId, typeOfSystem, clientId), cancellationToken);
        // The list decides, also where the answer got lost.
        return answer is TssOutcome<byte[]>.Refused
            ? answer.As<bool>()
            : await IsListedAsync(clientId, wanted: true, cancellationToken);
    }

    /// <summary>Deregisters a client, so that its name may be used elsewhere; true where it was known.</summary>
    internal async Task<TssOutcome<bool>> DeregisterAsync(string clientId, CancellationToken cancellationToken)
    {
        var before = await connection.ClientsAsync(cancellationToken);
        if (before is not TssOutcome<IReadOnlyList<string>>.Done { Value: var known } || !known.Contains(clientId))
        {
            return before.Then<bool>(_ => new TssOutcome<bool>.Done(false));
        }

        var answer = await connection.CallAsync(
            FccConnection.Admin, HttpMethod.Post, "deregistration", new FccDeregistration(clientId),
            cancellationToken);
        return answer is TssOutcome<byte[]>.Refused
            ? answer.As<bool>()
            : await IsListedAsync(clientId, wanted: false, cancellationToken);
    }

    private async Task<TssOutcome<bool>> IsListedAsync(
        string clientId, bool wanted, CancellationToken cancellationToken) =>
        (await connection.ClientsAsync(cancellationToken)).Then<bool>(clients => clients.Contains(clientId) == wanted
            ? new TssOutcome<bool>.Done(true)
            : new TssOutcome<bool>.Unknown("The list of clients does not show it yet; run the command again."));
}
