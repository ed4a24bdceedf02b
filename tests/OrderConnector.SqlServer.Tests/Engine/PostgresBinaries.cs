using System.Diagnostics;

namespace OrderConnector.SqlServer.Tests.Engine;

/// <summary>The programs of a PostgreSQL server on this machine, and the user that may run them.</summary>
internal static class PostgresBinaries
{
    private const string Servers = "/usr/lib/postgresql";

    /// <summary>The user a root process runs the server as, which refuses root.</summary>
    public const string User = "postgres";

    /// <summary>The newest server's programs; null where there are none.</summary>
    public static string? Folder { get; } = Directory.Exists(Servers)
        ? Directory.GetDirectories(Servers).Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderByDescending(folder => int.TryParse(
                Path.GetFileName(Path.GetDirectoryName(folder)), out var version) ? version : 0)
            .FirstOrDefault()
        : null;

    /// <summary>What is missing; null where nothing is.</summary>
    public static string? Missing { get; } = Folder is null
        ? "PostgreSQL is not installed (apt-get install postgresql): the store's logic has no engine to run on."
        : Environment.IsPrivilegedProcess && !CanBecomeUser()
            ? $"There is no user {User}: PostgreSQL refuses to run as root."
            : null;

    /// <summary>A shell command, run as a user that is not root.</summary>
    public static ProcessStartInfo Shell(string command)
    {
        string[] arguments = Environment.IsPrivilegedProcess
            ? ["-u", User, "--", "/bin/sh", "-c", command]
            : ["-c", command];
        return new ProcessStartInfo(Environment.IsPrivilegedProcess ? "runuser" : "/bin/sh", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
    }

    private static bool CanBecomeUser()
    {
        using var process = Process.Start(Shell("true"))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
