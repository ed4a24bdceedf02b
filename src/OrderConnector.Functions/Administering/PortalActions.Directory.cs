using OrderConnector.Core.Access;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;

namespace OrderConnector.Functions.Administering;

public sealed partial class PortalActions
{
    /// <inheritdoc />
    public async Task<ActResult> AddBranchAsync(
        PortalUser by, BranchDraft branch, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return await store.AddBranchAsync(
            new NewBranch(branch.Id, branch.Name, branch.FirstNumber, branch.LastNumber, branch.TimeZone),
            by.Actor, clock.GetUtcNow(), cancellationToken)
            ? ActResult.Done
            : ActResult.Gone;
    }

    /// <inheritdoc />
    public async Task<ActResult> StoreSellerAsync(
        PortalUser by, SellerData data, CancellationToken cancellationToken)
    {
        if (!by.MayAct(data.BranchId))
        {
            return by.MaySee(data.BranchId) ? ActResult.NotAllowed : ActResult.Unknown;
        }

        var newest = await store.FindSellerDataAsync(data.BranchId, null, cancellationToken);
        if ((newest?.Version ?? 0) != data.Version)
        {
            return ActResult.Gone;
        }

        if (!await keys.TryChangeAsync(cancellationToken))
        {
            return ActResult.Away;
        }

        return await store.AddSellerDataAsync(data, by.Actor, clock.GetUtcNow(), cancellationToken) is null
            ? ActResult.Unknown
            : ActResult.Done;
    }

    /// <inheritdoc />
    public async Task<ActResult> WidenRangeAsync(
        PortalUser by, string branchId, long last, CancellationToken cancellationToken)
    {
        if (by.Role != PortalRole.Administrator)
        {
            return ActResult.NotAllowed;
        }

        return await store.WidenRangeAsync(branchId, last, by.Actor, clock.GetUtcNow(), cancellationToken)
            ? ActResult.Done
            : ActResult.Gone;
    }

    /// <inheritdoc />
    public async Task<KeyMade> AddChannelAsync(
        PortalUser by, ChannelLine channel, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return new KeyMade(refusal, null);
        }

        var (key, stored) = keys.Make("ch", KeyPurpose.Channel, channel.Id);
        return await store.AddChannelAsync(
            new Channel(channel.Id, channel.Kind, channel.Release, channel.Branches), stored, by.Actor,
            cancellationToken)
            ? new KeyMade(ActResult.Done, key.ToString())
            : new KeyMade(ActResult.Gone, null);
    }

    /// <inheritdoc />
    public async Task<KeyMade> AddChannelKeyAsync(
        PortalUser by, string channelId, string form, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return new KeyMade(refusal, null);
        }

        if (await store.FindChannelAsync(channelId, cancellationToken) is null)
        {
            return new KeyMade(ActResult.Unknown, null);
        }

        var (key, stored) = keys.Make("ch", KeyPurpose.Channel, channelId, form);
        return await AddKeyAsync(by, key, stored, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<KeyMade> AddRegistrationKeyAsync(
        PortalUser by, IReadOnlyList<string> branches, int uses, int days, string form,
        CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return new KeyMade(refusal, null);
        }

        var known = (await store.ReadBranchesAsync(cancellationToken)).Select(branch => branch.Id).ToHashSet();
        if (branches.Count == 0 || !branches.All(known.Contains))
        {
            return new KeyMade(ActResult.Unknown, null);
        }

        var (key, stored) = keys.Make("rk", KeyPurpose.Registration, branches[0], form);
        return await AddKeyAsync(
            by, key, stored with { Branches = branches, UsesLeft = uses, ExpiresAt = stored.CreatedAt.AddDays(days) },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<KeyMade> AddOperatorKeyAsync(
        PortalUser by, string name, string form, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return new KeyMade(refusal, null);
        }

        var (key, stored) = keys.Make("op", KeyPurpose.Operator, name, form);
        return await AddKeyAsync(by, key, stored, cancellationToken);
    }

    // The form was sent before where there is a key of this id: its secret was shown then, and nobody has it here.
    private async Task<KeyMade> AddKeyAsync(
        PortalUser by, SecretKey key, StoredKey stored, CancellationToken cancellationToken) =>
        await store.AddKeyAsync(stored, by.Actor, cancellationToken)
            ? new KeyMade(ActResult.Done, key.ToString())
            : new KeyMade(ActResult.Gone, null);

    /// <inheritdoc />
    public async Task<ActResult> RevokeKeyAsync(
        PortalUser by, string keyId, string reason, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(by, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var outcome = await store.RevokeKeyAsync(
            new RevokeKey(keyId, by.Actor, reason, clock.GetUtcNow()), cancellationToken);
        keys.Forget();
        return outcome switch
        {
            RevokeKeyOutcome.Revoked => ActResult.Done,
            RevokeKeyOutcome.RevokedBefore => ActResult.Gone,
            RevokeKeyOutcome.Unknown => ActResult.Unknown,
        };
    }
}
