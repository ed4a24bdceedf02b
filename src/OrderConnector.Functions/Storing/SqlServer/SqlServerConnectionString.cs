using System.Net;
using Microsoft.Data.SqlClient;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// The connection string: a secret, read from the configuration or from a file, never shown, not even in a message
/// that says what is wrong with it.
/// </summary>
internal static class SqlServerConnectionString
{
    /// <summary>Every fault of the options that choose the database; each names its key.</summary>
    public static IEnumerable<string> Faults(StoringOptions options)
    {
        var hasFile = !string.IsNullOrWhiteSpace(options.ConnectionStringFile);
        if (hasFile == !string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ["Store:ConnectionString or Store:ConnectionStringFile must name the database, one of the two."];
        }

        if (hasFile && FaultOfFile(options.ConnectionStringFile) is { } fault)
        {
            return [fault];
        }

        var key = hasFile ? "Store:ConnectionStringFile" : "Store:ConnectionString";
        return Parse(Text(options)) is { } parts
            ? FaultsOf(parts, key, options.Login)
            : [$"{key} is no connection string of SQL Server."];
    }

    /// <summary>The connection string as it is used.</summary>
    public static string Read(StoringOptions options)
    {
        var parts = Parse(Text(options))!;
        // One result at a time: several engines that speak this protocol know no other way.
        parts.MultipleActiveResultSets = false;
        parts.PersistSecurityInfo = false;
        if (!parts.ShouldSerialize("Encrypt"))
        {
            parts.Encrypt = !IsThisMachine(parts.DataSource);
        }

        if (!parts.ShouldSerialize("Application Name"))
        {
            parts.ApplicationName = "OrderConnector";
        }

        if (!parts.ShouldSerialize("Connect Timeout"))
        {
            parts.ConnectTimeout = 30;
        }

        return parts.ConnectionString;
    }

    private static IEnumerable<string> FaultsOf(SqlConnectionStringBuilder parts, string key, string login)
    {
        if (string.IsNullOrWhiteSpace(parts.DataSource) || string.IsNullOrWhiteSpace(parts.InitialCatalog))
        {
            yield return $"{key} must name Server and Database.";
        }

        if (parts.ShouldSerialize("Encrypt") && !parts.Encrypt && !IsThisMachine(parts.DataSource))
        {
            yield return $"{key} says Encrypt=False: orders travel in the clear only on this machine.";
        }

        var hasLogin = parts.UserID.Length > 0 || parts.Password.Length > 0 || parts.IntegratedSecurity;
        var isEntra = string.Equals(login, StoringOptions.ManagedIdentity, StringComparison.OrdinalIgnoreCase)
            || string.Equals(login, StoringOptions.AzureCli, StringComparison.OrdinalIgnoreCase);
        if (isEntra && hasLogin)
        {
            yield return $"{key} names a login, and Store:Login says {login}: one of the two.";
        }

        if (string.Equals(login, StoringOptions.SqlLogin, StringComparison.OrdinalIgnoreCase) && !hasLogin
            && parts.Authentication == SqlAuthenticationMethod.NotSpecified)
        {
            yield return $"{key} names no login; set Store:Login to ManagedIdentity where the identity is the login.";
        }
    }

    private static string Text(StoringOptions options) => string.IsNullOrWhiteSpace(options.ConnectionStringFile)
        ? options.ConnectionString
        : File.ReadAllText(options.ConnectionStringFile).Trim();

    // What the parser says is left out: in a string that is cut in the wrong place the key it names may be a password.
    private static SqlConnectionStringBuilder? Parse(string text)
    {
        try
        {
            return new SqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static string? FaultOfFile(string path)
    {
        if (!File.Exists(path))
        {
            return "Store:ConnectionStringFile names no file.";
        }

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0
            ? "Store:ConnectionStringFile must be readable by the service user alone (chmod 600)."
            : null;
    }

    // "tcp:host,port", "host\instance", "(localdb)\name".
    private static bool IsThisMachine(string dataSource)
    {
        var host = dataSource.Split(',', '\\')[0];
        host = host[(host.IndexOf(':', StringComparison.Ordinal) is var at and > 0 and < 4 ? at + 1 : 0)..].Trim();
        return host is "." or "(local)" or "(localdb)" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
