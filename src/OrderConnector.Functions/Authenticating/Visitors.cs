using System.Collections.Concurrent;
using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Keys;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Hosting.Handler;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// Who asks for a page: by the session's cookie, or by the platform's word where the site has App Service
/// authentication. What was found is believed for a second: a role taken away is gone by then.
/// </summary>
public sealed class Visitors(
    IAccessStore store, TimeProvider clock, RandomBytes random, HostingOptions hosting, IConfiguration configuration)
{
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL-NAME";
    private const int MostHeld = 10_000;

    private static readonly TimeSpan s_believed = TimeSpan.FromSeconds(1);
    private static readonly byte[] s_noHash = new byte[32];

    private readonly ConcurrentDictionary<string, Held> _held = new();

    // Alone, anybody could send the header.
    private readonly bool _believesPlatform = hosting.EasyAuth && HandlerPlace.Find(configuration) is not null;

    /// <summary>Looks at the request; makes the browser's form secret where it has none.</summary>
    public async Task<Visitor> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (_believesPlatform && context.Request.Headers[PrincipalHeader].ToString() is { Length: > 0 } principal)
        {
            // By the address alone: where people choose their name at the provider, one called anna would be our anna.
            var asked = UserNames.Normalize(principal);
            var known = MailAddresses.IsValid(asked) ? await store.FindUserAsync(asked, cancellationToken) : null;
            if (known is not { IsDisabled: false })
            {
                return new Visitor(null, null, MustChange: false, NewToken(context), principal);
            }

            if (IsUse(context))
            {
                await NoteVisitAsync(known, cancellationToken);
            }

            return new Visitor(known.User, null, MustChange: false, NewToken(context));
        }

        return PortalCookies.ReadSession(context.Request) is { } key
            && await FindSessionAsync(key, IsUse(context), cancellationToken) is { } session
                ? new Visitor(session.User.User, session.Id, session.User.MustChange, FormProofs.Of(key.Secret))
                : new Visitor(null, null, MustChange: false, NewToken(context));
    }

    // The platform tells of no log in of its own: each request bears the name. So the first of a day is put on record,
    // by the moment that is read with the user anyhow: one write a day, and none for the requests between.
    private async Task NoteVisitAsync(StoredUser user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        if (!(user.LoggedInAt >= today))
        {
            var act = new Act(
                now, user.User.Actor, "user.loggedIn", user.User.Name, null, null,
                new Dictionary<string, string> { ["by"] = "platform" });
            await store.NoteVisitAsync(user.User.Name, today, act, cancellationToken);
        }
    }

    /// <summary>Forgets what was believed, so that a change of this process's own is seen at once.</summary>
    public void Forget() => _held.Clear();

    private string NewToken(HttpContext context) => FormProofs.Of(PortalCookies.FormSecret(context, random));

    // A page that is left open asks for news by itself: that is nobody's presence, and keeps nobody logged in.
    private static bool IsUse(HttpContext context) => !context.Request.Headers.ContainsKey(Notices.LiveHeader);

    private async Task<StoredSession?> FindSessionAsync(
        SecretKey key, bool isUse, CancellationToken cancellationToken)
    {
        if (!_held.TryGetValue(key.Id, out var held) || clock.GetElapsedTime(held.ReadAt) >= s_believed)
        {
            var readAt = clock.GetTimestamp();
            var found = await store.FindSessionAsync(key.Id, cancellationToken);
            if (found is null)
            {
                // The same work as for a session that is there.
                _ = key.Matches(s_noHash);
                _held.TryRemove(key.Id, out _);
                return null;
            }

            if (_held.Count >= MostHeld)
            {
                _held.Clear();
            }

            held = new Held(found, readAt);
            _held[key.Id] = held;
        }

        var (session, now) = (held.Session, clock.GetUtcNow());
        if (!key.Matches(session.SecretHash) || !SessionLife.IsAlive(session.StartedAt, session.SeenAt, now))
        {
            return null;
        }

        if (isUse && now - session.SeenAt >= SessionLife.SeenEvery)
        {
            await store.TouchSessionAsync(session.Id, now, cancellationToken);
            _held[key.Id] = new Held(session with { SeenAt = now }, held.ReadAt);
        }

        return session;
    }

    private sealed record Held(StoredSession Session, long ReadAt);
}
