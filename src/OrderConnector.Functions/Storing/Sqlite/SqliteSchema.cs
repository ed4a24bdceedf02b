using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>Runs each numbered script of Storing/Scripts once, in order, under the write lock.</summary>
internal static class SqliteSchema
{
    private const string Prefix = "OrderConnector.Functions.Storing.Scripts.";

    /// <summary>Brings the schema up to date; of two processes that start together one waits for the other.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        // Before the first look: two processes that both see a script missing would both run it.
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_scripts (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID");
            var applied = connection.Query<string>("SELECT name FROM schema_scripts").ToHashSet(StringComparer.Ordinal);
            foreach (var name in Names().Where(name => !applied.Contains(name)))
            {
                connection.Execute(Read(name));
                connection.Execute("INSERT INTO schema_scripts (name) VALUES (@name)", new { name });
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }

    /// <summary>The scripts' names, ascending.</summary>
    public static IReadOnlyList<string> Names() =>
        [.. typeof(SqliteSchema).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal)];

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
