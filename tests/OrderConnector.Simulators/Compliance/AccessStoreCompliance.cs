using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What every store must do about users and sessions.</summary>
public abstract class AccessStoreCompliance : IAsyncLifetime
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store under test.</summary>
    protected IAccessStore Store { get; private set; } = null!;

    /// <summary>Opens a migrated store over the same data each time within one test.</summary>
    protected abstract Task<IAccessStore> OpenAsync();

    /// <inheritdoc />
    public virtual async Task InitializeAsync() => Store = await OpenAsync();

    /// <inheritdoc />
    public virtual async Task DisposeAsync() => await ((IAsyncDisposable)Store).DisposeAsync();

    [Fact]
    public async Task A_user_is_found_by_name_and_by_address()
    {
        Assert.True(await Store.AddUserAsync(Eva, Act("user.added"), default));

        var found = (await Store.FindUserAsync("eva", default))!;
        Assert.Equal(("eva", "Eva Ä.", PortalRole.Manager), (found.User.Name, found.User.DisplayName, found.User.Role));
        Assert.Equal(["north", "south"], found.User.Branches);
        Assert.Equal((Language.English, "hash", true, false), (
            found.User.Language, found.PasswordHash, found.MustChange, found.IsDisabled));
        Assert.Equal(s_noon, found.CreatedAt);
        Assert.Equal("eva", (await Store.FindUserAsync("eva@example.org", default))?.User.Name);
        Assert.Null(await Store.FindUserAsync("Eva", default));
        Assert.Equal(["eva"], (await Store.ReadUsersAsync(default)).Select(user => user.User.Name));
    }

    [Fact]
    public async Task Names_and_addresses_are_taken_once()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);

        Assert.False(await Store.AddUserAsync(Eva with { Email = null }, Act("user.added"), default));
        Assert.False(await Store.AddUserAsync(Eva with { Name = "tom" }, Act("user.added"), default));
        Assert.True(await Store.AddUserAsync(Tom, Act("user.added"), default));
        Assert.True(await Store.AddUserAsync(Tom with { Name = "ina" }, Act("user.added"), default));
        Assert.Equal(
            ChangeUserOutcome.EmailTaken, await ChangeAsync("tom", user => user with { Email = "eva@example.org" }));
        Assert.Equal(3, await CountActsAsync());
    }

    [Fact]
    public async Task What_a_user_is_can_be_changed()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);

        Assert.Equal(ChangeUserOutcome.Changed, await ChangeAsync("eva", user => user with
        {
            DisplayName = "E.", Email = null, Role = PortalRole.Auditor, Branches = [], Language = Language.German,
        }));

        var found = (await Store.FindUserAsync("eva", default))!;
        Assert.Equal(
            ("E.", null, PortalRole.Auditor, Language.German),
            (found.User.DisplayName, found.Email, found.User.Role, found.User.Language));
        Assert.Equal(
            ChangeUserOutcome.Unknown,
            await Store.ChangeUserAsync(ChangeUser.Of(found) with { Name = "nobody" }, Act("user.changed"), default));
        Assert.Equal(2, await CountActsAsync());
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await Store.AddUserAsync(Tom, Act("user.added"), default);
        Assert.Equal(
            ChangeUserOutcome.LastAdministrator, await ChangeAsync("tom", user => user with { IsDisabled = true }));
        Assert.Equal(
            ChangeUserOutcome.LastAdministrator,
            await ChangeAsync("tom", user => user with { Role = PortalRole.Auditor }));

        await Store.AddUserAsync(Tom with { Name = "ina" }, Act("user.added"), default);

        Assert.Equal(ChangeUserOutcome.Changed, await ChangeAsync("tom", user => user with { IsDisabled = true }));
        Assert.Equal(
            ChangeUserOutcome.LastAdministrator, await ChangeAsync("ina", user => user with { IsDisabled = true }));
        Assert.Equal(ChangeUserOutcome.Changed, await ChangeAsync("tom", user => user with { IsDisabled = false }));
    }

    [Fact]
    public async Task A_session_knows_its_user_until_it_ends()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);
        Assert.True(await StartAsync("s1"));

        var session = (await Store.FindSessionAsync("s1", default))!;
        Assert.Equal(("s1", "eva", s_noon, s_noon), (
            session.Id, session.User.User.Name, session.StartedAt, session.SeenAt));
        Assert.Equal(new byte[32], session.SecretHash);
        await Store.TouchSessionAsync("s1", s_noon.AddMinutes(5), default);
        await Store.TouchSessionAsync("s1", s_noon.AddMinutes(4), default);
        Assert.Equal(s_noon.AddMinutes(5), (await Store.FindSessionAsync("s1", default))!.SeenAt);

        await Store.EndSessionAsync("s1", Act("user.loggedOut"), default);
        await Store.EndSessionAsync("s1", Act("user.loggedOut"), default);

        Assert.Null(await Store.FindSessionAsync("s1", default));
        Assert.Equal(3, await CountActsAsync());
        Assert.Equal(s_noon, (await Store.FindUserAsync("eva", default))!.LoggedInAt);
    }

    [Fact]
    public async Task A_session_that_is_over_is_cleared_when_another_starts()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);
        await StartAsync("s1");

        await StartAsync("s2", s_noon + SessionLife.Whole);

        Assert.Null(await Store.FindSessionAsync("s1", default));
        Assert.NotNull(await Store.FindSessionAsync("s2", default));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("branches")]
    [InlineData("disabled")]
    [InlineData("name")]
    public async Task Who_may_do_other_things_must_log_in_again(string what)
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);
        await StartAsync("s1");

        await ChangeAsync("eva", user => what switch
        {
            "role" => user with { Role = PortalRole.Auditor },
            "branches" => user with { Branches = ["north"] },
            "disabled" => user with { IsDisabled = true },
            _ => user with { DisplayName = "E." },
        });

        Assert.Equal(what == "name", await Store.FindSessionAsync("s1", default) is not null);
        Assert.Equal(what != "disabled", await StartAsync("s2"));
    }

    [Fact]
    public async Task A_new_password_ends_all_sessions_but_one()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);
        await StartAsync("s1");
        await StartAsync("s2");

        Assert.True(await Store.SetPasswordAsync(
            new SetPassword("eva", "new", MustChange: false, "s2", s_noon), Act("user.passwordSet"), default));

        Assert.Null(await Store.FindSessionAsync("s1", default));
        Assert.Equal(
            ("new", false), (await Store.FindSessionAsync("s2", default)) is { User: var user }
                ? (user.PasswordHash, user.MustChange) : ("", true));
        Assert.True(await Store.SetPasswordAsync(
            new SetPassword("eva", "x", MustChange: true, null, s_noon), Act("user.passwordSet"), default));
        Assert.Null(await Store.FindSessionAsync("s2", default));
        Assert.False(await Store.SetPasswordAsync(
            new SetPassword("nobody", "x", MustChange: true, null, s_noon), Act("user.passwordSet"), default));
    }

    [Fact]
    public async Task Failures_are_counted_and_forgotten_with_the_next_log_in()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);
        for (var i = 1; i < LockOut.FreeFailures; i++)
        {
            await FailAsync(s_noon);
        }

        var open = (await Store.FindUserAsync("eva", default))!;
        Assert.Equal((LockOut.FreeFailures - 1, null), (open.Failures, open.LockedUntil));
        Assert.Equal(1, await CountActsAsync());
        await FailAsync(s_noon);
        await FailAsync(s_noon.AddSeconds(59));
        await Store.CountFailureAsync("", Act("user.lockedOut"), default);

        var locked = (await Store.FindUserAsync("eva", default))!;
        Assert.Equal((LockOut.FreeFailures, s_noon.AddMinutes(1)), (locked.Failures, locked.LockedUntil));
        Assert.Equal(2, await CountActsAsync());
        await FailAsync(s_noon.AddMinutes(1));
        Assert.Equal(s_noon.AddMinutes(3), (await Store.FindUserAsync("eva", default))!.LockedUntil);
        await StartAsync("s1");
        var free = (await Store.FindUserAsync("eva", default))!;
        Assert.Equal((0, null), (free.Failures, free.LockedUntil));
        Assert.False(await Store.StartSessionAsync(
            new NewSession("s9", new byte[32], "nobody", s_noon), Act("user.loggedIn"), default));
    }

    [Fact]
    public async Task Failures_at_once_are_each_counted_and_lock_the_account_once()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => FailAsync(s_noon))));

        var locked = (await Store.FindUserAsync("eva", default))!;
        Assert.Equal((LockOut.FreeFailures, s_noon.AddMinutes(1)), (locked.Failures, locked.LockedUntil));
        Assert.Equal(2, await CountActsAsync());
    }

    [Fact]
    public async Task Whom_the_platform_lets_in_is_on_record_once_a_day()
    {
        await Store.AddUserAsync(Eva, Act("user.added"), default);
        var visit = Act("user.loggedIn");

        Assert.True(await Store.NoteVisitAsync("eva", s_noon.AddHours(-12), visit, default));
        Assert.False(await Store.NoteVisitAsync("eva", s_noon.AddHours(-12), visit with { At = s_noon.AddHours(1) }, default));
        Assert.Equal(s_noon, (await Store.FindUserAsync("eva", default))!.LoggedInAt);
        Assert.True(await Store.NoteVisitAsync("eva", s_noon.AddHours(12), visit with { At = s_noon.AddHours(13) }, default));
        Assert.False(await Store.NoteVisitAsync("nobody", s_noon, visit, default));
        Assert.Equal(3, await CountActsAsync());
    }

    private static NewPortalUser Eva { get; } = new(
        "eva", "Eva Ä.", "eva@example.org", PortalRole.Manager, ["north", "south"], Language.English, "hash", s_noon);

    private static NewPortalUser Tom { get; } = new(
        "tom", "Tom", null, PortalRole.Administrator, [], Language.German, "hash", s_noon);

    private static Act Act(string action) => new(s_noon, "operator:test", action, "eva", null, null);

    private Task FailAsync(DateTimeOffset at) =>
        Store.CountFailureAsync("eva", Act("user.lockedOut") with { At = at }, default);

    private Task<bool> StartAsync(string id, DateTimeOffset? at = null) => Store.StartSessionAsync(
        new NewSession(id, new byte[32], "eva", at ?? s_noon), Act("user.loggedIn"), default);

    private async Task<ChangeUserOutcome> ChangeAsync(string name, Func<ChangeUser, ChangeUser> change) =>
        await Store.ChangeUserAsync(
            change(ChangeUser.Of((await Store.FindUserAsync(name, default))!)), Act("user.changed"), default);

    private async Task<int> CountActsAsync() =>
        (await ((IAuditStore)Store).ReadAuditChainAsync(0, 100, default)).Count;
}
