namespace OrderConnector.Functions.Delivering;

/// <summary>What carries announcements to the branches; section "Queue".</summary>
public sealed class QueueOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Queue";

    /// <summary>The store is the queue: one process, or several on one machine.</summary>
    public const string Embedded = "Embedded";

    /// <summary>One queue per branch in an Azure storage account: any number of instances.</summary>
    public const string AzureStorage = "AzureStorage";

    /// <summary>Microsoft Entra: the process's managed identity.</summary>
    public const string ManagedIdentity = "ManagedIdentity";

    /// <summary>Microsoft Entra: the person whom `az login` has signed in, for admin commands.</summary>
    public const string AzureCli = "AzureCli";

    /// <summary>"Embedded" or "AzureStorage".</summary>
    public string Provider { get; set; } = Embedded;

    /// <summary>The storage account with its key; a secret. Else <see cref="ServiceUri"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// The account's queue endpoint, https://NAME.queue.core.windows.net, opened as <see cref="Login"/> says.
    /// </summary>
    public string? ServiceUri { get; set; }

    /// <summary>With ServiceUri: "ManagedIdentity" or "AzureCli".</summary>
    public string Login { get; set; } = ManagedIdentity;

    /// <summary>
    /// Client id of a user-assigned identity; without it AZURE_CLIENT_ID, else the system's identity.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>What the names of the queues begin with: 1 to 20 of a–z and 0–9.</summary>
    public string Prefix { get; set; } = "orders";

    /// <summary>
    /// Longest pause between two looks of a waiting agent's instance into its queue: 100 milliseconds to 1 minute.
    /// An announcement by another instance waits this long at most, and every look is paid for.
    /// </summary>
    public TimeSpan SlowestPoll { get; set; } = TimeSpan.FromMilliseconds(900);

    /// <summary>How often a message may come back before it is set aside: 1 to 100.</summary>
    public int MaxDequeueCount { get; set; } = 5;

    /// <summary>The queue whose messages call a function, from the app setting that names it; null for none.</summary>
    internal string? AlarmQueue { get; set; }
}
