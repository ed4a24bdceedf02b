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
    long? TransactionNumber, long? SignatureCounter, string? SignatureValue, DateTimeOffset? LogTime,
    string? SerialNumber);

internal sealed record FccFinished(long? SignatureCounter, string? SignatureValue, DateTimeOffset? LogTime);

internal sealed record FccTransaction(
    long? TransactionNumber, string? ClientId, string? State, DateTimeOffset? LogTime);

internal sealed record FccDetails(string? Algorithm, string? TimeFormat, string? Encoding, string? LeafCertificate);

internal sealed record FccLimits(
    int? MaxNumberClients, int? MaxNumberTransactions, int? CurrentNumberOfTransactions);

internal sealed record FccFailure(string? Code, string? Message);

internal sealed record FccCertificate(string? Type, DateTimeOffset? EndDate);

internal sealed record FccKey(string? State, long? LastSignatureCounter, IReadOnlyList<FccCertificate>? Certificates);

internal sealed record FccSelfCheck(
    string? FccVersion, DateTimeOffset? CspSystemTime, int? NumberOfClients, int? NumberOfOpenTransactions,
    long? DbSize, bool? WarningDbSize60Percentage, bool? WarningDbSize90Percentage, bool? LocalTimeWarning,
    IReadOnlyList<FccFailure>? Failures, IReadOnlyList<FccKey>? KeyInfos)
{
    /// <summary>The key that signs.</summary>
    internal FccKey? Active => KeyInfos?.FirstOrDefault(key => key.State == "ACTIVE");
}

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
}
