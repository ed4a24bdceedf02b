using OrderConnector.Core.Access;
using OrderConnector.Core.Agents;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;

namespace OrderConnector.Portal.Acting;

public partial interface IPortalActions
{
    /// <summary>Adds a branch; <see cref="ActResult.Gone"/> where its id is taken. Administrators.</summary>
    Task<ActResult> AddBranchAsync(PortalUser by, BranchDraft branch, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a new version of who sells, for receipts from now on; <see cref="ActResult.Gone"/> where another
    /// version came since the one named in the data was read. Who may act on the branch.
    /// </summary>
    Task<ActResult> StoreSellerAsync(PortalUser by, SellerData data, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the end of a branch's numbers up; <see cref="ActResult.Gone"/> where it ends there already.
    /// Administrators.
    /// </summary>
    Task<ActResult> WidenRangeAsync(PortalUser by, string branchId, long last, CancellationToken cancellationToken);

    /// <summary>Adds a channel and its first key. Administrators.</summary>
    Task<KeyMade> AddChannelAsync(PortalUser by, ChannelLine channel, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a key to a channel; the others stay. <see cref="ActResult.Gone"/> where the form made one before.
    /// Administrators.
    /// </summary>
    /// <param name="by">Who.</param>
    /// <param name="channelId">The channel.</param>
    /// <param name="form">Names the form, as <see cref="DrawBatch"/> drew it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<KeyMade> AddChannelKeyAsync(
        PortalUser by, string channelId, string form, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a key that enrols agents; <see cref="ActResult.Gone"/> where the form made one before. Administrators.
    /// </summary>
    /// <param name="by">Who.</param>
    /// <param name="branches">Branches it enrols for, one at least.</param>
    /// <param name="uses">How many agents it enrols.</param>
    /// <param name="days">How many days it is valid.</param>
    /// <param name="form">Names the form, as <see cref="DrawBatch"/> drew it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<KeyMade> AddRegistrationKeyAsync(
        PortalUser by, IReadOnlyList<string> branches, int uses, int days, string form,
        CancellationToken cancellationToken);

    /// <summary>
    /// Makes a key that reads the number register over HTTP; <see cref="ActResult.Gone"/> where the form made one
    /// before. Administrators.
    /// </summary>
    Task<KeyMade> AddOperatorKeyAsync(PortalUser by, string name, string form, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a key of a channel, an operator or a registration; <see cref="ActResult.Gone"/> where it ended before.
    /// Administrators.
    /// </summary>
    Task<ActResult> RevokeKeyAsync(PortalUser by, string keyId, string reason, CancellationToken cancellationToken);
}

/// <summary>A key that was made.</summary>
/// <param name="Result">Whether it was.</param>
/// <param name="Key">"id.secret", to be shown once and kept nowhere; null where none was made.</param>
public sealed record KeyMade(ActResult Result, string? Key)
{
    // A record prints what it holds; a secret must not get into a log that way.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(Result);
        return true;
    }
}
