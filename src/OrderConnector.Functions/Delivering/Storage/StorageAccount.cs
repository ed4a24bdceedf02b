using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>The storage account's queue service, and what of its failures is an outage.</summary>
internal static class StorageAccount
{
    /// <summary>Longest wait for one answer; a post waits for a send, and must not wait long.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Opens it; nothing is asked yet.</summary>
    /// <param name="options">Connection string, or address and identity.</param>
    /// <param name="clientId">The identity's client id where the options name none.</param>
    public static QueueServiceClient Open(QueueOptions options, string? clientId)
    {
        var client = Describe();
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return new QueueServiceClient(options.ConnectionString, client);
        }

        return new QueueServiceClient(
            new Uri(options.ServiceUri!), Identity(options, clientId), client);
    }

    /// <summary>Whether a text can be one; what it says is never repeated.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            _ = new QueueServiceClient(text);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// The service or the way to it fails: refused, throttled, unreachable, or without a token for the identity.
    /// </summary>
    public static bool IsOutage(Exception exception) =>
        exception is RequestFailedException or AuthenticationFailedException or OperationCanceledException
            or HttpRequestException or IOException or AggregateException;

    /// <summary>What of a failure may be logged: never a header, never an address with a signature.</summary>
    public static string Describe(Exception exception) => exception is RequestFailedException { ErrorCode: { } code }
        ? code
        : exception.GetType().Name;

    /// <summary>The queue is not there.</summary>
    public static bool IsMissing(RequestFailedException exception) =>
        exception.ErrorCode == QueueErrorCode.QueueNotFound;

    private static TokenCredential Identity(QueueOptions options, string? clientId)
    {
        if (QueueOptionsRules.Is(options.Login, QueueOptions.AzureCli))
        {
            return new AzureCliCredential();
        }

        var id = options.ClientId ?? clientId;
        return new ManagedIdentityCredential(string.IsNullOrWhiteSpace(id)
            ? ManagedIdentityId.SystemAssigned
            : ManagedIdentityId.FromUserAssignedClientId(id));
    }

    private static QueueClientOptions Describe() => new()
    {
        // Encoded and decoded here: a message nobody can read must still be seen as it lies there.
        MessageEncoding = QueueMessageEncoding.None,
        Retry =
        {
            MaxRetries = 1, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(200),
            NetworkTimeout = s_patience,
        },
        Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false, IsTelemetryEnabled = false },
    };
}
