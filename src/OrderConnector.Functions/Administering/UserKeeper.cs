using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Authenticating;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>Looks after users, for the command line and for the portal; each change with its act.</summary>
public sealed class UserKeeper(IAccessStore store, Passwords passwords, TimeProvider clock, RandomBytes random)
{
    /// <summary>Adds a user; answers the one-time password, null where the name or the address is taken.</summary>
    public async Task<string?> AddAsync(
        string actor, ChangeUser user, string? password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        password ??= NewPassword();
        var added = await store.AddUserAsync(
            new NewPortalUser(
                user.Name, user.DisplayName, user.Email, user.Role, Sorted(user), user.Language,
                passwords.Hash(password), now),
            new Act(now, actor, "user.added", user.Name, null, null, Told(user)),
            cancellationToken);
        return added ? password : null;
    }

    /// <summary>Changes what a user is and may do.</summary>
    public Task<ChangeUserOutcome> ChangeAsync(
        string actor, string action, ChangeUser change, CancellationToken cancellationToken) =>
        store.ChangeUserAsync(
            change with { Branches = Sorted(change) },
            new Act(clock.GetUtcNow(), actor, action, change.Name, null, null, Told(change)),
            cancellationToken);

    /// <summary>
    /// Gives a user a password to be changed at the next log in; answers it, null where there is no such user.
    /// </summary>
    public async Task<string?> ResetPasswordAsync(
        string actor, string name, string? password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        password ??= NewPassword();
        var done = await store.SetPasswordAsync(
            new SetPassword(name, passwords.Hash(password), MustChange: true, KeptSession: null, now),
            new Act(now, actor, "user.passwordReset", name, null, null),
            cancellationToken);
        return done ? password : null;
    }

    /// <summary>A user chooses a password; the session it does so in goes on.</summary>
    public async Task<bool> ChoosePasswordAsync(
        string actor, string name, string password, string? session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await store.SetPasswordAsync(
            new SetPassword(name, passwords.Hash(password), MustChange: false, session, now),
            new Act(now, actor, "user.passwordChanged", name, null, null),
            cancellationToken);
    }

    // Other roles see every branch; names left over from an earlier role would only mislead. In one order, so that the
    // same branches are the same text.
    private static IReadOnlyList<string> Sorted(ChangeUser user) => user.Role == PortalRole.Manager
        ? [.. user.Branches.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : [];

    private static Dictionary<string, string> Told(ChangeUser user) => new()
    {
        ["displayName"] = user.DisplayName,
        ["email"] = user.Email ?? "",
        ["language"] = user.Language.ToWire(),
        ["role"] = user.Role.ToWire(),
        ["branches"] = string.Join(", ", Sorted(user)),
        ["disabled"] = user.IsDisabled ? "yes" : "no",
    };

    private string NewPassword()
    {
        Span<byte> bytes = stackalloc byte[OneTimePassword.RandomLength];
        random(bytes);
        return OneTimePassword.From(bytes);
    }
}
