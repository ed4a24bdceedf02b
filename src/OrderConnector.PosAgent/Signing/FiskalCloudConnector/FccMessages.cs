using System.Globalization;
using System.Text.Json;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

// What the connector says and is told. Even members it calls mandatory are missing now and then: all may be null.

internal sealed record FccToken(string? Access_token, double? Expires_in);

internal sealed record FccClient(string? ClientId);

internal sealed record FccRegistration(
    string RegistrationToken, string UniqueClientId, string BriefDescription, string TypeOfSystem,
    string ErsIdentifier);

internal sealed record FccDeregistration(string UniqueClientId);

internal sealed record FccTransactionCall(string ClientId, string ProcessType, string ProcessData);

internal sealed record FccStarted(
    long? TransactionNumber, long? SignatureCounter, string? SignatureValue, string? LogTime, string? SerialNumber);

internal sealed record FccFinished(long? SignatureCounter, string? SignatureValue, string? LogTime);

internal sealed record FccTransaction(long? TransactionNumber, string? ClientId, string? State, string? LogTime);

internal sealed record FccDetails(string? Algorithm, string? TimeFormat, string? LeafCertificate);

internal sealed record FccLimits(int? CurrentNumberOfTransactions);

/// <summary>Reads what the connector says.</summary>
internal static class FccJson
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>The message; null where the body is none.</summary>
    internal static T? Read<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A log time, however much of ISO 8601 it keeps; null where it is none.</summary>
    internal static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time)
            ? time
            : null;
}
