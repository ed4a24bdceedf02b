using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Hashes and checks passwords; slow on purpose, and never so many at once that orders would wait.</summary>
public sealed class Passwords : IDisposable
{
    // PBKDF2 with HMAC-SHA-512, as OWASP's cheat sheet on storing passwords asks for.
    private const int Iterations = 210_000;
    private const int AtOnce = 2;

    private readonly PasswordHasher<string> _hasher = new(Options.Create(
        new PasswordHasherOptions { IterationCount = Iterations }));

    private readonly SemaphoreSlim _turns = new(AtOnce, AtOnce);
    private readonly Lazy<string> _nobodys;

    /// <summary>Nothing is hashed yet.</summary>
    public Passwords() => _nobodys = new Lazy<string>(() => _hasher.HashPassword("", "nobody has this password"));

    /// <summary>The hash to store, with its salt and cost.</summary>
    public string Hash(string password) => _hasher.HashPassword("", password);

    /// <summary>
    /// Whether a password is the one of a hash. Without a hash the same work is done: the time taken tells nothing of
    /// who exists.
    /// </summary>
    /// <param name="hash">As stored; null where there is no such user, or none that may log in.</param>
    /// <param name="password">As typed.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    public async Task<bool> IsRightAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            var fits = await Task.Run(() => Verify(hash ?? _nobodys.Value, password), cancellationToken);
            return fits && hash is not null;
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turns.Dispose();

    private bool Verify(string hash, string password) =>
        _hasher.VerifyHashedPassword("", hash, password) != PasswordVerificationResult.Failed;
}
