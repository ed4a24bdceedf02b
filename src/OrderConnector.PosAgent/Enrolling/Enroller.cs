using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.PosAgent.Enrolling;

/// <summary>What a person asks for.</summary>
/// <param name="Cloud">The cloud's address.</param>
/// <param name="Key">The registration key.</param>
/// <param name="EasSerialNumber">Null makes one, or keeps the one made before.</param>
/// <param name="Version">Software version.</param>
/// <param name="BranchId">The branch, where the key is for several; null leaves it to the key.</param>
public sealed record Enrolment(
    string Cloud, string Key, string? EasSerialNumber, string Version, string? BranchId = null);

/// <summary>
/// Enrols the agent. Its id is on disk before the cloud hears of it, so that a repeat after a lost answer is the same
/// agent and not a second one.
/// </summary>
public sealed class Enroller(AgentFolder folder, Func<int, byte[]> random, TimeProvider time)
{
    /// <summary>Enrols; answers the branch, or the fault in one sentence.</summary>
    public async Task<(string? Branch, string? Fault)> EnrolAsync(
        Enrolment enrolment, CancellationToken cancellationToken)
    {
        var (address, fault) = CloudAddress.Read(enrolment.Cloud);
        if (address is null)
        {
            return (null, fault);
        }

        if (enrolment.EasSerialNumber is { } wanted && !EasSerialNumbers.IsValid(wanted))
        {
            return (null, EasSerialNumbers.Rule);
        }

        folder.Create();
        var known = folder.ReadIdentity();
        if (known is not null && enrolment.EasSerialNumber is { } other && other != known.EasSerialNumber)
        {
            return (null, $"The agent in {folder.Path} carries the EAS serial number {known.EasSerialNumber}; "
                + "another serial number is another agent and takes another folder.");
        }

        var identity = new AgentIdentity(
            known?.AgentId ?? Convert.ToHexStringLower(random(16)),
            known?.EasSerialNumber ?? enrolment.EasSerialNumber ?? EasSerialNumbers.Make(random(8)),
            address.AbsoluteUri,
            known?.BranchId);
        folder.WriteIdentity(identity);
        return await CallAsync(enrolment, identity, address, cancellationToken);
    }

    private async Task<(string? Branch, string? Fault)> CallAsync(
        Enrolment enrolment, AgentIdentity identity, Uri address, CancellationToken cancellationToken)
    {
        using var client = CloudAddress.Client(address);
        var outcome = await HttpCloud.EnrolAsync(
            client,
            new EnrolRequest(
                enrolment.Key, identity.AgentId, identity.EasSerialNumber, "OrderConnector", enrolment.Version,
                enrolment.BranchId),
            time, cancellationToken);
        return outcome.Match<(string?, string?)>(
            answer =>
            {
                folder.WriteSecret(answer.Secret);
                folder.WriteIdentity(identity with { BranchId = answer.BranchId });
                return (answer.BranchId, null);
            },
            refused => (null, $"The cloud refuses: {refused.Detail}"),
            unavailable => (null, $"The cloud does not answer ({unavailable.Detail}). Run the same command again."));
    }
}
