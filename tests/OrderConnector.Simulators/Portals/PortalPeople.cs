using System.Security.Cryptography;
using OrderConnector.Core.Access;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Authenticating;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Simulators.Portals;

/// <summary>People of the portal who have already chosen their password; the cloud app may be running.</summary>
public static class PortalPeople
{
    /// <summary>Of everybody.</summary>
    public const string Password = "drei kleine Schweine";

    /// <summary>Adds one.</summary>
    /// <param name="database">The cloud's store.</param>
    /// <param name="name">What is typed to log in; capitalised, what others read.</param>
    /// <param name="role">What the person may do.</param>
    /// <param name="branches">A manager's own.</param>
    public static async Task AddAsync(string database, string name, PortalRole role, params string[] branches)
    {
        await using var store = new SqliteOrderStore(database);
        await store.MigrateAsync(default);
        using var passwords = new Passwords();
        var keeper = new UserKeeper(store, passwords, TimeProvider.System, bytes => RandomNumberGenerator.Fill(bytes));
        var display = char.ToUpperInvariant(name[0]) + name[1..] + " Beispiel";
        await keeper.AddAsync(
            "operator:test", new ChangeUser(name, display, null, role, branches, Language.German, IsDisabled: false),
            Password, default);
        await keeper.ChoosePasswordAsync("user:" + name, name, Password, session: null, default);
    }
}
