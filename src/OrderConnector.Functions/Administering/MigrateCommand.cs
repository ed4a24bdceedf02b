using System.CommandLine;

namespace OrderConnector.Functions.Administering;

/// <summary>admin migrate: for a store whose serving process may not change its schema (Store:Migrate=false).</summary>
public static class MigrateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var command = new Command("migrate", "Brings the store's schema up to date, with a login that may change it.");
        command.SetAction((parsed, token) => AdminSession.MigrateAsync(
            world, parsed, data, (admin, _) => Task.FromResult(admin.Done("The schema is up to date.")), token));
        return command;
    }
}
