using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Hashes and checks passwords; slow on purpose, and never so many at once that orders would wait.</summary>
public sealed class Passwords : IDisposable
{
    // PBKDF2 with HMAC-SHA-512, as OWASP's cheat sheet on storing passwords asks for.
    private const int Iterations = 210_000;
    private const int AtOnce = 2;

    /// <summary>So many may wait for a turn: some seconds of work.</summary>
    public const int MostWaiting = 50;

    private readonly PasswordHasher<string> _hasher = new(Options.Create(
        new PasswordHasherOptions { IterationCount = Iterations }));

    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private readonly Lazy<string> _nobodys;
    private int _waiting;

    /// <summary>Nothing is hashed yet.</summary>
    public Passwords() => _nobodys = new Lazy<string>(() => _hasher.HashPassword("", "nobody has this password"));

    /// <summary>The hash to store, with its salt and cost.</summary>
    public string Hash(string password) => _hasher.HashPassword("", password);

    /// <summary>
    /// Waits for a turn to check a password, which disposing of gives back; null where too many wait already.
    /// </summary>
    public async Task<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _waiting) <= MostWaiting
                ? await WaitForTurnAsync(cancellationToken)
                : null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The same for who is logged in already, however many wait.</summary>
    public async Task<IDisposable> WaitForTurnAsync(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        return new Turn(_turns);
    }

    /// <summary>
    /// Whether a password is the one of a hash. Without a hash the same work is done: the time taken tells nothing of
    /// who exists. Asked by who has a turn.
    /// </summary>
    /// <param name="hash">As stored; null where there is no such user, or none that may log in.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> IsRightAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        var fits = await Task.Run(() => Verify(hash ?? _nobodys.Value, password), cancellationToken);
        return fits && hash is not null;
    }

    /// <inheritdoc />
    public void Dispose() => _turns.Dispose();

    private bool Verify(string hash, string password) =>
        _hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
