using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// Logs in: with the refresh token where one is left that is good, with key and secret where not. Neither is logged.
/// </summary>
/// <param name="http">The transport.</param>
/// <param name="apiKey">The API key.</param>
/// <param name="apiSecret">Its secret.</param>
/// <param name="time">The clock of the tokens' lives.</param>
internal sealed class FiskalySession(TssHttp http, string apiKey, string apiSecret, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    // fiskaly names the life of a token with it; where it does not, a short one costs only a login.
    private static readonly TimeSpan s_unnamedLife = TimeSpan.FromMinutes(5);

    private (string Token, DateTimeOffset Until)? _refresh;

    /// <summary>A new access token. Callers are one at a time.</summary>
    public async Task<TssOutcome<TokenGrant>> LogInAsync(CancellationToken cancellationToken)
    {
        if (_refresh is { } kept && time.GetUtcNow() < kept.Until)
        {
            // Spent by the try: whatever comes of it, the next one starts with what it is given.
            _refresh = null;
            var renewed = await AskAsync(new FiskalyLogin(null, null, kept.Token), cancellationToken);
            if (renewed is not TssOutcome<TokenGrant>.Refused)
            {
                return renewed;
            }
        }

        return await AskAsync(new FiskalyLogin(apiKey, apiSecret, null), cancellationToken);
    }

    private async Task<TssOutcome<TokenGrant>> AskAsync(FiskalyLogin login, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var reply = await http.SendAsync(
            () => FiskalyCalls.Write(HttpMethod.Post, "auth", login), s_patience, null, cancellationToken);
        return reply.Match(
            answered => Read(answered, asked),
            notSent => new TssOutcome<TokenGrant>.Unavailable(notSent.Detail),
            lost => new TssOutcome<TokenGrant>.Unavailable(lost.Detail));
    }

    private TssOutcome<TokenGrant> Read(TssReply.Answered answered, DateTimeOffset asked)
    {
        if (!answered.IsSuccess)
        {
            var verdict = FiskalyVerdict.Judge(answered.Status, FiskalyCalls.CodeOf(answered.Body));
            return verdict.Kind is FiskalyVerdictKind.TokenRefused
                ? new TssOutcome<TokenGrant>.Refused(
                    TssRefusals.NotAuthorised, $"fiskaly does not take the API key or its secret. {verdict.Detail}")
                : verdict.ToOutcome<TokenGrant>();
        }

        if (FiskalyCalls.TryRead<FiskalyLoginAnswer>(answered.Body)
            is not { AccessToken: { Length: > 0 } token } answer)
        {
            return new TssOutcome<TokenGrant>.Unavailable(FiskalyVerdict.Unreadable.Detail);
        }

        _refresh = answer is { RefreshToken: { Length: > 0 } refresh, RefreshTokenExpiresIn: > 0 and var life }
            ? (refresh, asked + (0.9 * TimeSpan.FromSeconds(life)))
            : null;
        return new TssOutcome<TokenGrant>.Done(new TokenGrant(
            token, answer.AccessTokenExpiresIn is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : s_unnamedLife));
    }
}
