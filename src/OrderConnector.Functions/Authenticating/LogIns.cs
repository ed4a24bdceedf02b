using System.Net;
using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// Lets people in. Whether the name is unknown, the password wrong, the account locked or disabled, the answer is the
/// same, and so is the work but for one short write: only the failure of an account that may log in is kept.
/// </summary>
public sealed class LogIns(
    IAccessStore store, Passwords passwords, LogInLimits limits, TimeProvider clock, RandomBytes random)
{
    /// <summary>Tries one log in.</summary>
    /// <param name="typed">Name or e-mail address.</param>
    /// <param name="password">As typed.</param>
    /// <param name="address">Whose; null where it is not known.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<LogInOutcome> TryAsync(
        string typed, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        var asked = UserNames.Normalize(typed);
        if (!limits.MayTry(address, asked))
        {
            return new LogInOutcome(LogInOutcomeKind.TooMany, null);
        }

        using var turn = await passwords.TakeTurnAsync(cancellationToken);
        if (turn is null)
        {
            return new LogInOutcome(LogInOutcomeKind.TooMany, null);
        }

        // Read with the turn in hand: of a thousand guesses that come at once, those behind the fifth find the account
        // at rest. Turns that run side by side, on this instance and on others, may check one guess more each.
        var now = clock.GetUtcNow();
        var user = await store.FindUserAsync(asked, cancellationToken);
        if (!await IsRightAsync(user, password, now, cancellationToken))
        {
            return new LogInOutcome(LogInOutcomeKind.Refused, null);
        }

        var key = NewKey();
        var name = user!.User.Name;
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
        using var turn = await passwords.WaitForTurnAsync(cancellationToken);
        return await IsRightAsync(
            await store.FindUserAsync(name, cancellationToken), password, clock.GetUtcNow(), cancellationToken);
    }

    // A name that nobody can have is counted like any other: the same statement, which finds no row.
    private async Task<bool> IsRightAsync(
        StoredUser? user, string password, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mayTry = user is { IsDisabled: false } && !(user.LockedUntil > now);
        var isRight = password.Length <= PasswordRules.MaxLength
            && await passwords.IsRightAsync(mayTry ? user!.PasswordHash : null, password, cancellationToken);
        if (!isRight)
        {
            var name = mayTry ? user!.User.Name : "";
            await store.CountFailureAsync(
                name, new Act(now, "portal", "user.lockedOut", name, null, null), cancellationToken);
        }

        return isRight;
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

    /// <summary>This address or name is tried too often, or too many wait; nothing was looked at.</summary>
    TooMany,
}
