using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// Makes a recording system known to the TSS, or takes it out of service: as administrator, with the PIN, who is
/// logged out again whatever came of it. May be repeated.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="clients">The clients.</param>
/// <param name="tssId">Id of the TSS.</param>
internal sealed class FiskalyRegistrar(FiskalyCalls calls, FiskalyClients clients, string tssId)
{
    /// <summary>Registers a client; true where it was not registered before.</summary>
    /// <param name="serialNumber">EAS serial number.</param>
    /// <param name="pin">The administrator's PIN; not needed where there is nothing to do.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TssOutcome<bool>> RegisterAsync(
        string serialNumber, string? pin, CancellationToken cancellationToken)
    {
        if (!EasSerialNumber.IsValid(serialNumber))
        {
            return new TssOutcome<bool>.Refused(
                TssRefusals.ClientIdInvalid, $"fiskaly does not take '{serialNumber}' as a serial number.");
        }

        var before = await clients.ListAsync(serialNumber, cancellationToken);
        if (before.Value is not { } known)
        {
            return before.Verdict!.ToOutcome<bool>();
        }

        if (known.Any(client => client.State == FiskalyWire.Registered))
        {
            return new TssOutcome<bool>.Done(false);
        }

        // Known and deregistered it has an id already, and may have no other under the same serial number.
        return await AsAdministratorAsync(pin, known is [{ Id: { } id }, ..]
            ? () => calls.SendAsync<FiskalyClient>(
                HttpMethod.Patch, PathOf(id), new FiskalyClientState(FiskalyWire.Registered), cancellationToken)
            : () => calls.SendAsync<FiskalyClient>(
                HttpMethod.Put, PathOf(FiskalyId.OfClient(tssId, serialNumber)),
                new FiskalyClientRequest(serialNumber), cancellationToken), cancellationToken);
    }

    /// <summary>Takes a client out of service; true where it was registered.</summary>
    public async Task<TssOutcome<bool>> DeregisterAsync(
        string serialNumber, string? pin, CancellationToken cancellationToken)
    {
        var before = await clients.ListAsync(serialNumber, cancellationToken);
        if (before.Value is not { } known)
        {
            return before.Verdict!.ToOutcome<bool>();
        }

        clients.Forget(serialNumber);
        return known.FirstOrDefault(client => client.State == FiskalyWire.Registered) is { Id: { } id }
            ? await AsAdministratorAsync(
                pin,
                () => calls.SendAsync<FiskalyClient>(
                    HttpMethod.Patch, PathOf(id), new FiskalyClientState("DEREGISTERED"), cancellationToken),
                cancellationToken)
            : new TssOutcome<bool>.Done(false);
    }

    private async Task<TssOutcome<bool>> AsAdministratorAsync(
        string? pin, Func<Task<FiskalyAnswer<FiskalyClient>>> act, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(pin))
        {
            return new TssOutcome<bool>.Refused(
                TssRefusals.NotSetUp,
                "That needs the administrator's PIN: name the file with TssFiskaly:AdminPinFile, or give --token.");
        }

        // Once only: the fifth wrong PIN blocks it.
        var login = await calls.SendAsync<object>(
            HttpMethod.Post, $"tss/{tssId}/admin/auth", new FiskalyAdminLogin(pin), cancellationToken);
        if (login.Verdict is { } refused)
        {
            return refused.Kind is FiskalyVerdictKind.TokenRefused
                ? new TssOutcome<bool>.Refused(
                    TssRefusals.NotAuthorised, $"fiskaly does not take the PIN. {refused.Detail}")
                : refused.ToOutcome<bool>();
        }

        try
        {
            return (await act()).Verdict is { } verdict
                ? verdict.ToOutcome<bool>()
                : new TssOutcome<bool>.Done(true);
        }
        finally
        {
            await calls.SendAsync<object>(
                HttpMethod.Post, $"tss/{tssId}/admin/logout", new object(), cancellationToken);
        }
    }

    private string PathOf(string clientId) => $"tss/{tssId}/client/{clientId}";
}
