using System.Collections.Concurrent;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>
/// Who calls, by the bearer key. What was found is believed for half a second, and beyond as long as the directory's
/// version stands; what was not found never is.
/// </summary>
public sealed class CallerKeys(
    IOrderStore store, DirectoryVersion directory, TimeProvider clock, IntakeOptions options)
{
    private static readonly byte[] s_noHash = new byte[32];
    private readonly ConcurrentDictionary<string, Held> _held = new();

    /// <summary>Judges the Authorization header.</summary>
    /// <param name="authorization">"Bearer id.secret".</param>
    /// <param name="purpose">What the key must be for.</param>
    /// <param name="cancellationToken">Ends the look into the store.</param>
    public ValueTask<KeyVerdict> JudgeAsync(
        string? authorization, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        const string Scheme = "Bearer ";
        if (authorization is null
            || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !SecretKey.TryParse(authorization[Scheme.Length..].Trim(), out var secret))
        {
            return new(new KeyVerdict(ProblemTypes.Unauthorized, null, null));
        }

        if (!_held.TryGetValue(secret.Id, out var held))
        {
            return ReadAsync(secret, purpose, cancellationToken);
        }

        return clock.GetElapsedTime(held.ReadAt) < options.KeyCacheTime
            ? new(Judge(secret, purpose, held))
            : JudgeHeldAsync(secret, purpose, held, cancellationToken);
    }

    /// <summary>Judges a key that came in a body, as a registration key does.</summary>
    public ValueTask<KeyVerdict> JudgeAsync(
        SecretKey secret, KeyPurpose purpose, CancellationToken cancellationToken) =>
        ReadAsync(secret, purpose, cancellationToken);

    /// <summary>Forgets all keys: another process may have changed them.</summary>
    public void Forget() => _held.Clear();

    private async ValueTask<KeyVerdict> JudgeHeldAsync(
        SecretKey secret, KeyPurpose purpose, Held held, CancellationToken cancellationToken) =>
        held.Version is { } version && version == await directory(cancellationToken)
            ? Judge(secret, purpose, held)
            : await ReadAsync(secret, purpose, cancellationToken);

    private async ValueTask<KeyVerdict> ReadAsync(
        SecretKey secret, KeyPurpose purpose, CancellationToken cancellationToken)
    {
        // Before the store: a change in between must not pass for known under the newer version.
        var version = await directory(cancellationToken);
        var readAt = clock.GetTimestamp();
        var key = await store.FindKeyAsync(secret.Id, cancellationToken);
        if (key is null)
        {
            // The work of a comparison is done all the same, so that the time taken does not tell which ids exist.
            _ = secret.Matches(s_noHash);
            return new KeyVerdict(ProblemTypes.Unauthorized, null, null);
        }

        var channel = key.Purpose == KeyPurpose.Channel
            ? await store.FindChannelAsync(key.Subject, cancellationToken)
            : null;
        var held = new Held(key, channel, readAt, version);
        _held[secret.Id] = held;
        return Judge(secret, purpose, held);
    }

    private KeyVerdict Judge(SecretKey secret, KeyPurpose purpose, Held held)
    {
        var key = held.Key;
        if (!secret.Matches(key.Hash) || key.Purpose != purpose)
        {
            return new KeyVerdict(ProblemTypes.Unauthorized, null, null);
        }

        if (key.RevokedAt is not null)
        {
            return new KeyVerdict(ProblemTypes.KeyRevoked, null, null);
        }

        if (key.ExpiresAt is { } end && end <= clock.GetUtcNow())
        {
            return new KeyVerdict(ProblemTypes.KeyExpired, null, null);
        }

        return new KeyVerdict(null, key, held.Channel);
    }

    private sealed record Held(StoredKey Key, Channel? Channel, long ReadAt, string? Version);
}

/// <summary>What a key is worth.</summary>
/// <param name="Refusal">Why it opens nothing; null where it is good.</param>
/// <param name="Key">The key, where it is good.</param>
/// <param name="Channel">Its channel, where it is a channel's.</param>
public readonly record struct KeyVerdict(ProblemType? Refusal, StoredKey? Key, Channel? Channel);
