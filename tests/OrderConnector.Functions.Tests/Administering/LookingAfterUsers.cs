using OrderConnector.Core.Access;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class LookingAfterUsers : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task The_first_administrator_is_made_with_a_password_that_stands_alone_on_the_last_line()
    {
        var password = await _terminal.DoAsync("admin user add anna --role administrator --display \"Anna A.\"");

        Assert.Matches("^([a-z2-9]{5}-){3}[a-z2-9]{5}$", password);
        Assert.StartsWith(
            "anna  administrator    Anna A.", await _terminal.DoAsync("admin user list"), StringComparison.Ordinal);
        await using var store = new SqliteOrderStore(_terminal.Store);
        var user = (await store.FindUserAsync("anna", default))!;
        Assert.True(user.MustChange);
        Assert.DoesNotContain(password, user.PasswordHash, StringComparison.Ordinal);
        var act = Assert.Single(await store.ReadAuditChainAsync(0, 10, default)).Act;
        Assert.Equal(("operator:eva", "user.added", "anna"), (act.Actor, act.Action, act.Subject));
        Assert.DoesNotContain(password, string.Concat(act.Details!.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_may_be_typed_and_must_keep_the_rules()
    {
        Assert.Equal(
            "User anna added.",
            await _terminal.DoAsync(
                "admin user add anna --role administrator --password-from-input", "drei kleine Schweine\n"));
        Assert.Equal(
            "The password has fewer than 12 characters.",
            await _terminal.RefusedAsync("admin user set-password anna --password-from-input", "kurz und x\n"));
        Assert.Contains(
            "fewer than 12", await _terminal.RefusedAsync("admin user set-password anna --password-from-input"),
            StringComparison.Ordinal);
        Assert.Equal("There is no user tom.", await _terminal.RefusedAsync("admin user set-password tom"));
        Assert.Matches("^[a-z2-9-]{23}$", await _terminal.DoAsync("admin user set-password anna"));
    }

    [Fact]
    public async Task A_user_is_changed_disabled_and_enabled()
    {
        await _terminal.DoAsync("admin branch add nord --name Nord");
        await _terminal.DoAsync("admin user add anna --role administrator");
        await _terminal.DoAsync("admin user add tom --role manager --branch nord --email Tom@Example.org");

        await _terminal.DoAsync("admin user set tom --role auditor --email \"\" --language en");
        await _terminal.DoAsync("admin user disable tom");
        await _terminal.DoAsync("admin user enable tom");

        await using var store = new SqliteOrderStore(_terminal.Store);
        var tom = (await store.FindUserAsync("tom", default))!;
        Assert.Equal((PortalRole.Auditor, null, false), (tom.User.Role, tom.Email, tom.IsDisabled));
        Assert.Empty(tom.User.Branches);
        var acts = (await store.ReadAuditChainAsync(0, 10, default)).Select(entry => entry.Act)
            .Where(act => act.Subject == "tom").ToList();
        Assert.Equal(
            ["user.added", "user.changed", "user.disabled", "user.enabled"], acts.Select(act => act.Action));
        Assert.Equal(
            [("tom@example.org", "tom", "de", "manager"), ("", "tom", "en", "auditor")],
            acts.Take(2).Select(act => (
                act.Details!["email"], act.Details["displayName"], act.Details["language"], act.Details["role"])));
    }

    [Theory]
    [InlineData("admin user add anna --role administrator", "There is a user anna, or one with this e-mail address, already.")]
    [InlineData("admin user disable anna", "anna is the last administrator; nobody would be left to look after users.")]
    [InlineData("admin user set anna --role auditor", "anna is the last administrator; nobody would be left to look after users.")]
    [InlineData("admin user disable tom", "There is no user tom.")]
    [InlineData("admin user add tom --role manager", "A manager needs a branch; give --branch.")]
    [InlineData("admin user add tom --role manager --branch nowhere", "There is no branch nowhere.")]
    [InlineData("admin user add tom --role auditor --email tom", "tom is no e-mail address.")]
    public async Task What_cannot_be_is_refused(string command, string refusal)
    {
        await _terminal.DoAsync("admin user add anna --role administrator");

        Assert.Equal(refusal, await _terminal.RefusedAsync(command));
    }

    [Theory]
    [InlineData("admin user add Anna --role administrator")]
    [InlineData("admin user add anna --role king")]
    [InlineData("admin user add anna")]
    public async Task What_is_no_user_is_not_understood(string command) =>
        Assert.Equal(2, (await _terminal.RunAsync(command)).Code);
}
