using OrderConnector.Core.Keys;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>Makes keys, and lets every instance hear that keys, agents, branches or channels change.</summary>
public sealed class KeyMaker(DirectoryMark mark, CallerKeys callers, TimeProvider clock, RandomBytes random)
{
    private const int IdLength = 8;

    /// <summary>To be asked before a change; false where others would not hear of it, and it must wait.</summary>
    public Task<bool> TryChangeAsync(CancellationToken cancellationToken) => mark.TryChangeAsync(cancellationToken);

    /// <summary>To be called behind a change that ends a key: this instance refuses it from now on.</summary>
    public void Forget() => callers.Forget();

    /// <summary>A new key, and what is stored of it: never the secret.</summary>
    /// <param name="prefix">What it is for: "ch", "rk", "op".</param>
    /// <param name="purpose">What it opens.</param>
    /// <param name="subject">Whose it is.</param>
    /// <param name="form">
    /// Names the form that asks for it, 32 hex digits: the key's id is made of it, so that a form that is sent twice
    /// meets the key it made before. Null where no form does.
    /// </param>
    public (SecretKey Key, StoredKey Stored) Make(
        string prefix, KeyPurpose purpose, string subject, string? form = null)
    {
        Span<byte> bytes = stackalloc byte[40];
        random(bytes);
        if (form is not null)
        {
            Convert.FromHexString(form).AsSpan(0, IdLength).CopyTo(bytes);
        }

        var key = SecretKey.From(prefix, bytes);
        return (key, new StoredKey(
            key.Id, key.Hash(), purpose, subject, [], UsesLeft: 0, clock.GetUtcNow(), null, null));
    }
}
