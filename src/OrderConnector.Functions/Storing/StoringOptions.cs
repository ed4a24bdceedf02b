namespace OrderConnector.Functions.Storing;

/// <summary>Where orders are kept; section "Store".</summary>
public sealed class StoringOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Store";

    /// <summary>The embedded store.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>SQL Server, Azure SQL and what speaks their protocol.</summary>
    public const string SqlServer = "SqlServer";

    /// <summary>User and password stand in the connection string.</summary>
    public const string SqlLogin = "Sql";

    /// <summary>Microsoft Entra: the process's managed identity is the login.</summary>
    public const string ManagedIdentity = "ManagedIdentity";

    /// <summary>Microsoft Entra: the person whom `az login` has signed in, for admin commands.</summary>
    public const string AzureCli = "AzureCli";

    /// <summary>The engine: "Sqlite" or "SqlServer".</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>The folder of the embedded store's file, orders.db.</summary>
    public string DataDirectory { get; set; } = "./data";

    /// <summary>SqlServer: server, database and, with a SQL login, its password. A secret.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>SqlServer: a file that holds the connection string, readable by the service user alone.</summary>
    public string ConnectionStringFile { get; set; } = "";

    /// <summary>SqlServer: "Sql", the login of the connection string; "ManagedIdentity", "AzureCli".</summary>
    public string Login { get; set; } = SqlLogin;

    /// <summary>
    /// SqlServer with ManagedIdentity: the user-assigned identity's client id; AZURE_CLIENT_ID where it is empty, and
    /// the system-assigned identity where both are.
    /// </summary>
    public string ManagedIdentityClientId { get; set; } = "";

    /// <summary>SqlServer: whether this process may change the schema; where not, "admin migrate" does.</summary>
    public bool Migrate { get; set; } = true;

    /// <summary>Where the store is, for people; never the connection string.</summary>
    internal string Place =>
        string.Equals(Provider, SqlServer, StringComparison.OrdinalIgnoreCase) ? "SQL Server" : DataDirectory;

    /// <summary>
    /// Whether announcements are put on record with the orders; set by the queue that was chosen, not by a person.
    /// </summary>
    internal bool KeepsOutbox { get; set; }
}
