using System.Net;
using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// Lets people in. Whether the name is unknown, the password wrong, the account locked or disabled, the answer and the
/// time it takes are the same.
/// </summary>
public sealed class LogIns(
    IAccessStore store, Passwords passwords, AddressLimits limits, TimeProvider clock, RandomBytes random)
{
    /// <summary>Tries one log in.</summary>
    /// <param name="typed">Name or e-mail address.</param>
    /// <param name="password">As typed.</param>
    /// <param name="address">Whose; null where it is not known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<LogInOutcome> TryAsync(
        string typed, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        if (!limits.MayTry(address))
        {
            return new LogInOutcome(LogInOutcomeKind.TooMany, null);
        }

        var now = clock.GetUtcNow();
        var user = await store.FindUserAsync(UserNames.Normalize(typed), cancellationToken);
        var mayLogIn = user is { IsDisabled: false } && !(user.LockedUntil > now);
        var isRight = password.Length <= PasswordRules.MaxLength
            && await passwords.IsRightAsync(mayLogIn ? user!.PasswordHash : null, password, cancellationToken);
        if (!isRight || user is null)
        {
            await CountAsync(mayLogIn ? user : null, now, cancellationToken);
            return new LogInOutcome(LogInOutcomeKind.Refused, null);
        }

        var key = NewKey();
        var name = user.User.Name;
        var act = new Act(now, user.User.Actor, "user.loggedIn", name, null, null);
        return await store.StartSessionAsync(new NewSession(key.Id, key.Hash(), name, now), act, cancellationToken)
            ? new LogInOutcome(LogInOutcomeKind.Admitted, key)
            : new LogInOutcome(LogInOutcomeKind.Refused, null);
    }

    /// <summary>
    /// Whether who is logged in knows the password. What is wrong counts like a log in that failed: a page that was
    /// left open is no place to guess at leisure. While the account rests, nothing is right.
    /// </summary>
    public async Task<bool> ConfirmAsync(string name, string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var user = await store.FindUserAsync(name, cancellationToken);
        var mayTry = user is { IsDisabled: false } && !(user.LockedUntil > now);
        var isRight = password.Length <= PasswordRules.MaxLength
            && await passwords.IsRightAsync(mayTry ? user!.PasswordHash : null, password, cancellationToken);
        if (!isRight)
        {
            await CountAsync(mayTry ? user : null, now, cancellationToken);
        }

        return isRight && mayTry;
    }

    // Not while it is locked: guessing on must not keep somebody out for ever.
    private async Task CountAsync(StoredUser? user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (user is null)
        {
            return;
        }

        var (name, until) = (user.User.Name, LockOut.Until(user.Failures + 1, now));
        var locked = until is null ? null : new Act(now, "portal", "user.lockedOut", name, null, null);
        await store.CountFailureAsync(name, user.Failures, until, locked, now, cancellationToken);
    }

    private SecretKey NewKey()
    {
        Span<byte> bytes = stackalloc byte[40];
        random(bytes);
        return SecretKey.From("ps", bytes);
    }
}

/// <summary>What became of a log in.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Session">The cookie's content, where admitted.</param>
public sealed record LogInOutcome(LogInOutcomeKind Kind, SecretKey? Session);

/// <summary>The cases of a log in.</summary>
public enum LogInOutcomeKind
{
    /// <summary>In.</summary>
    Admitted,

    /// <summary>Not in; nobody is told why.</summary>
    Refused,

    /// <summary>The address tries too often; nothing was looked at.</summary>
    TooMany,
}
