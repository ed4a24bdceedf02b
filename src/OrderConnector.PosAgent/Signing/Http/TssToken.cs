using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Http;

/// <summary>A token as a TSS gave it.</summary>
/// <param name="Token">Bearer; never logged.</param>
/// <param name="Life">How long it is good for.</param>
public sealed record TokenGrant(string Token, TimeSpan Life);

/// <summary>Keeps the token of one user: asked for once, renewed at nine tenths of its life or when refused.</summary>
/// <param name="fetch">Asks the TSS for a new one.</param>
/// <param name="time">The clock of its life.</param>
public sealed class TssToken(
    Func<CancellationToken, Task<TssOutcome<TokenGrant>>> fetch, TimeProvider time) : IDisposable
{
    private const double UsableLife = 0.9;

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Kept? _kept;

    /// <summary>The token; asks for a new one where there is none that is fresh.</summary>
    public async Task<TssOutcome<string>> GetAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } kept)
        {
            return new TssOutcome<string>.Done(kept);
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } meanwhile)
            {
                return new TssOutcome<string>.Done(meanwhile);
            }

            var asked = time.GetUtcNow();
            // Asking for a token changes nothing: the call it is for was certainly not made.
            var outcome = await fetch(cancellationToken);
            if (outcome is not TssOutcome<TokenGrant>.Done { Value: var grant })
            {
                return outcome.NotDone<string>();
            }

            _kept = new Kept(grant.Token, asked + (grant.Life * UsableLife));
            return new TssOutcome<string>.Done(grant.Token);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The TSS did not take it any more.</summary>
    public void Drop(string token)
    {
        if (_kept is { } kept && kept.Token == token)
        {
            _kept = null;
        }
    }

    /// <summary>
    /// Makes a call with the token. A 401 was not done: then, once, with a new token. An outcome instead of a reply
    /// says that there was no token to call with.
    /// </summary>
    public async Task<(TssReply? Reply, TssOutcome<string>? Failed)> CallAsync(
        Func<string, Task<TssReply>> call, CancellationToken cancellationToken)
    {
        for (var again = false; ; again = true)
        {
            var got = await GetAsync(cancellationToken);
            if (got is not TssOutcome<string>.Done { Value: var token })
            {
                return (null, got);
            }

            var reply = await call(token);
            if (again || reply is not TssReply.Answered { Status: 401 })
            {
                return (reply, null);
            }

            Drop(token);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private string? Fresh() => _kept is { } kept && time.GetUtcNow() < kept.Until ? kept.Token : null;

    private sealed record Kept(string Token, DateTimeOffset Until);
}
