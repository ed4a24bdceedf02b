namespace OrderConnector.Functions.Storing;

/// <summary>Where orders are kept; section "Store".</summary>
public sealed class StoringOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Store";

    /// <summary>The embedded store.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>The engine: "Sqlite".</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary>The folder of the embedded store's file, orders.db.</summary>
    public string DataDirectory { get; set; } = "./data";

    /// <summary>
    /// Whether announcements are put on record with the orders; set by the queue that was chosen, not by a person.
    /// </summary>
    internal bool KeepsOutbox { get; set; }
}
