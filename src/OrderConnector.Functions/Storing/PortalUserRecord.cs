using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Storing;

/// <summary>A user, or a session with its user, as their rows hold them.</summary>
internal sealed class PortalUserRecord
{
    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string? Email { get; init; }

    public string Role { get; init; } = "";

    public string Branches { get; init; } = "";

    public string Language { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    public bool MustChange { get; init; }

    public int Failures { get; init; }

    public long? LockedUntil { get; init; }

    public bool IsDisabled { get; init; }

    public long CreatedAt { get; init; }

    public long? LoggedInAt { get; init; }

    public byte[] SecretHash { get; init; } = [];

    public long StartedAt { get; init; }

    public long SeenAt { get; init; }

    /// <summary>The user; a role nobody knows is no role.</summary>
    public StoredUser ToUser() => new(
        new PortalUser(
            Name, DisplayName,
            PortalRoleNames.FromWire(Role) ?? throw new InvalidOperationException($"There is no role \"{Role}\"."),
            StoredList.FromJson(Branches), LanguageNames.FromWire(Language) ?? Core.Texts.Language.German),
        Email, PasswordHash, MustChange, Failures, StoredTime.FromStored(LockedUntil), IsDisabled,
        StoredTime.FromStored(CreatedAt), StoredTime.FromStored(LoggedInAt));

    /// <summary>The session.</summary>
    public StoredSession ToSession(string id) => new(
        id, SecretHash, StoredTime.FromStored(StartedAt), StoredTime.FromStored(SeenAt), ToUser());
}
