using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Storing;

/// <summary>A user of the portal to be added.</summary>
/// <param name="Name">As <see cref="UserNames.IsValid"/> allows.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Email">In lower case; null for none.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Branches">A manager's own branches.</param>
/// <param name="Language">What it reads.</param>
/// <param name="PasswordHash">As the hasher wrote it.</param>
/// <param name="At">When.</param>
public sealed record NewPortalUser(
    string Name, string DisplayName, string? Email, PortalRole Role, IReadOnlyList<string> Branches,
    Language Language, string PasswordHash, DateTimeOffset At);

/// <summary>A user of the portal as stored.</summary>
/// <param name="User">Who.</param>
/// <param name="Email">In lower case; null for none.</param>
/// <param name="PasswordHash">As the hasher wrote it.</param>
/// <param name="MustChange">The password was given by somebody else and must be changed.</param>
/// <param name="Failures">Log ins that failed since the last that did not.</param>
/// <param name="LockedUntil">Until when the account rests.</param>
/// <param name="IsDisabled">Nobody may log in with it.</param>
/// <param name="CreatedAt">When added.</param>
/// <param name="LoggedInAt">The last log in.</param>
public sealed record StoredUser(
    PortalUser User, string? Email, string PasswordHash, bool MustChange, int Failures, DateTimeOffset? LockedUntil,
    bool IsDisabled, DateTimeOffset CreatedAt, DateTimeOffset? LoggedInAt);

/// <summary>What a user is from now on.</summary>
/// <param name="Name">Who.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Email">In lower case; null for none.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Branches">A manager's own branches.</param>
/// <param name="Language">What it reads.</param>
/// <param name="IsDisabled">Whether nobody may log in with it.</param>
public sealed record ChangeUser(
    string Name, string DisplayName, string? Email, PortalRole Role, IReadOnlyList<string> Branches,
    Language Language, bool IsDisabled)
{
    /// <summary>Whether the user is an administrator who can log in, afterwards.</summary>
    public bool IsActiveAdministrator => Role == PortalRole.Administrator && !IsDisabled;

    /// <summary>Whether who is logged in must log in again: the user may do less or other things now.</summary>
    public bool EndsSessionsOf(StoredUser old) =>
        IsDisabled || Role != old.User.Role || !Branches.ToHashSet().SetEquals(old.User.Branches);

    /// <summary>A user as it stands.</summary>
    public static ChangeUser Of(StoredUser stored) => new(
        stored.User.Name, stored.User.DisplayName, stored.Email, stored.User.Role, stored.User.Branches,
        stored.User.Language, stored.IsDisabled);
}

/// <summary>What became of a change of a user.</summary>
public enum ChangeUserOutcome
{
    /// <summary>Done.</summary>
    Changed,

    /// <summary>No such user.</summary>
    Unknown,

    /// <summary>Nobody would be left to look after users; nothing was changed.</summary>
    LastAdministrator,

    /// <summary>The e-mail address belongs to another user; nothing was changed.</summary>
    EmailTaken,
}

/// <summary>A new password.</summary>
/// <param name="Name">Whose.</param>
/// <param name="PasswordHash">As the hasher wrote it.</param>
/// <param name="MustChange">Whether it must be changed at the next log in.</param>
/// <param name="KeptSession">The session that goes on; null where all end.</param>
/// <param name="At">When.</param>
public sealed record SetPassword(
    string Name, string PasswordHash, bool MustChange, string? KeptSession, DateTimeOffset At);

/// <summary>Somebody logged in.</summary>
/// <param name="Id">The public part of the cookie.</param>
/// <param name="SecretHash">SHA-256 of its secret.</param>
/// <param name="UserName">Who.</param>
/// <param name="At">When.</param>
public sealed record NewSession(string Id, byte[] SecretHash, string UserName, DateTimeOffset At);

/// <summary>Somebody who is logged in.</summary>
/// <param name="Id">The public part of the cookie.</param>
/// <param name="SecretHash">SHA-256 of its secret.</param>
/// <param name="StartedAt">When logged in.</param>
/// <param name="SeenAt">Last used, to a few minutes.</param>
/// <param name="User">The user as it stands now.</param>
public sealed record StoredSession(
    string Id, byte[] SecretHash, DateTimeOffset StartedAt, DateTimeOffset SeenAt, StoredUser User);
