using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing;

/// <summary>
/// Who may use the portal, and who is logged in. Each change appends its act to the audit log in its own transaction.
/// </summary>
public interface IAccessStore
{
    /// <summary>Adds a user; false where the name or the e-mail address is taken.</summary>
    Task<bool> AddUserAsync(NewPortalUser user, Act act, CancellationToken cancellationToken);

    /// <summary>A user by name or e-mail address, both in lower case; null where there is none.</summary>
    Task<StoredUser?> FindUserAsync(string nameOrEmail, CancellationToken cancellationToken);

    /// <summary>All users, by name.</summary>
    Task<IReadOnlyList<StoredUser>> ReadUsersAsync(CancellationToken cancellationToken);

    /// <summary>Changes what a user is and may do; ends the user's sessions where that became less or other.</summary>
    Task<ChangeUserOutcome> ChangeUserAsync(ChangeUser change, Act act, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a password, lifts a lock-out and ends the user's sessions, but for one; false where there is no such user.
    /// </summary>
    Task<bool> SetPasswordAsync(SetPassword set, Act act, CancellationToken cancellationToken);

    /// <summary>
    /// Counts a log in that failed, and lets the account rest where <see cref="LockOut"/> says so of what is counted
    /// then. Nothing while it rests, so that guessing on keeps nobody out for ever, and where there is no such user.
    /// </summary>
    /// <param name="name">The user.</param>
    /// <param name="locked">The act to record where the account rests from now on; its moment is the failure's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task CountFailureAsync(string name, Act locked, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a session, forgets failures, and clears sessions that are over; false where the user is gone or disabled.
    /// </summary>
    Task<bool> StartSessionAsync(NewSession started, Act act, CancellationToken cancellationToken);

    /// <summary>
    /// Writes down that the platform let a user in, once in a while; false where the user has come in since.
    /// </summary>
    /// <param name="name">The user.</param>
    /// <param name="since">Who came in at this moment or later is on record.</param>
    /// <param name="act">For the audit log.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<bool> NoteVisitAsync(string name, DateTimeOffset since, Act act, CancellationToken cancellationToken);

    /// <summary>A session with its user as it stands now; null where there is none.</summary>
    Task<StoredSession?> FindSessionAsync(string id, CancellationToken cancellationToken);

    /// <summary>Writes down that a session was used.</summary>
    Task TouchSessionAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Ends a session; nothing where it ended before.</summary>
    Task EndSessionAsync(string id, Act act, CancellationToken cancellationToken);
}
