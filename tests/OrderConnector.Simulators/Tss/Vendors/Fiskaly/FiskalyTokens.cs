using System.Security.Cryptography;

namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

/// <summary>Tokens a simulated fiskaly has given; none outlives the process, so that a restart asks for a login.</summary>
internal sealed class FiskalyTokens(TimeSpan life, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _access = [];
    private readonly HashSet<string> _refresh = [];

    public (string Access, string Refresh) Issue()
    {
        var (access, refresh) = (NewToken(), NewToken());
        lock (_gate)
        {
            _access[access] = clock.GetUtcNow() + life;
            _refresh.Add(refresh);
        }

        return (access, refresh);
    }

    public bool Takes(string? access)
    {
        lock (_gate)
        {
            return access is not null && _access.TryGetValue(access, out var until) && clock.GetUtcNow() < until;
        }
    }

    /// <summary>A refresh token is good once.</summary>
    public bool TakesRefresh(string refresh)
    {
        lock (_gate)
        {
            return _refresh.Remove(refresh);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _access.Clear();
            _refresh.Clear();
        }
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
}
