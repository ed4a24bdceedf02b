using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Access;

/// <summary>A user as listed.</summary>
/// <param name="User">Who.</param>
/// <param name="Email">E-mail address; null for none.</param>
/// <param name="IsDisabled">Nobody may log in with it.</param>
/// <param name="LockedUntil">Until when the account rests; null where it does not.</param>
/// <param name="LoggedInAt">The last log in.</param>
public sealed record UserEntry(
    PortalUser User, string? Email, bool IsDisabled, DateTimeOffset? LockedUntil, DateTimeOffset? LoggedInAt);

/// <summary>A branch to choose.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For people.</param>
public sealed record BranchChoice(string Id, string Name);

/// <summary>What somebody typed about a user.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Email">Empty for none.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Branches">A manager's own branches.</param>
/// <param name="Language">What it reads.</param>
public sealed record UserForm(
    string Name, string DisplayName, string Email, PortalRole Role, IReadOnlyList<string> Branches, Language Language);

/// <summary>All users, and the form for one more.</summary>
/// <param name="Users">By name.</param>
/// <param name="Branches">To choose from.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record UsersModel(
    IReadOnlyList<UserEntry> Users, IReadOnlyList<BranchChoice> Branches, UserForm Form, IReadOnlyList<Text> Faults);

/// <summary>One user.</summary>
/// <param name="User">As it stands.</param>
/// <param name="Branches">To choose from.</param>
/// <param name="Form">What was typed; as it stands at first.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record UserModel(
    UserEntry User, IReadOnlyList<BranchChoice> Branches, UserForm Form, IReadOnlyList<Text> Faults);

/// <summary>A password that is shown this once.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Password">The password.</param>
public sealed record OneTimeModel(string Name, string Password);

/// <summary>One's own account.</summary>
/// <param name="Email">E-mail address; null for none.</param>
/// <param name="HasPassword">Whether a password of ours is used; not where the platform says who it is.</param>
/// <param name="MustChange">The password must be changed before anything else.</param>
/// <param name="Faults">What is wrong with what was typed.</param>
public sealed record ProfileModel(string? Email, bool HasPassword, bool MustChange, IReadOnlyList<Text> Faults);
