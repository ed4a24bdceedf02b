using System.Text.Json;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>
/// What an error of the connector means. It names an errorType; which HTTP status goes with which is documented
/// nowhere, so the type decides and the status only where there is none.
/// </summary>
internal static class FccErrors
{
    internal const string TooManyClients = "too-many-clients";

    private static readonly Dictionary<string, string> s_refusals = Table(
        (TssRefusals.ClientUnknown,
            "ERS_ID_NOT_FOUND ERS_SERIAL_NUMBER_NOT_KNOWN USER_ID_NOT_MANAGED NO_ERS_ERROR"),
        (TssRefusals.TooManyOpen, "TSS_MAXIMUM_OPEN_TRANSACTIONS"),
        (TooManyClients, "TSS_MAXIMUM_CLIENTS"),
        (TssRefusals.TransactionUnknown, "TRANSACTION_NUMBER_NOT_FOUND NO_TRANSACTION_ERROR"),
        (TssRefusals.TransactionFinished, "TRANSACTION_ALREADY_FINISHED"),
        (TssRefusals.CertificateExpired, "CERTIFICATE_EXPIRED"),
        (TssRefusals.TssUnusable,
            "CERTIFICATE_ERROR UNKNOWN_CERTIFICATE_TYPE TSS_DISABLED TSS_INVALID_STATE CSP_INVALID_KEY "
            + "SERIAL_KEY_NOT_FOUND DISABLE_SECURE_ELEMENT_FAILED SE_API_NOT_DEACTIVATED OPERATION_DISABLED "
            + "NOT_ALLOWED_IN_SECURE_STATE TRANSACTION_COUNTER_OVERFLOW"),
        (TssRefusals.NotAuthorised,
            "USER_NOT_AUTHENTICATED USER_NOT_AUTHORIZED CSP_AUTHENTICATION_ERROR FORBIDDEN UNBLOCK_ADMIN_USER_ERROR"),
        (TssRefusals.NotSetUp,
            "ERS_INACTIVE ERS_INACTIVE_IN_CLOUD ERS_LICENSE_EXPIRED ERS_INVALID_REGISTRATION_KEY "
            + "ERS_REGISTRATION_KEY_NOT_FOUND ERS_REGISTRATION_CONFLICT ERS_ALREADY_EXISTS ERS_SERIAL_NUMBER_MISMATCH "
            + "ERS_UNIQUE_ID_VALIDATION_FAILED TSS_ALREADY_IN_USE NOT_INITIALIZED ALREADY_INITIALIZED "
            + "MISSING_REQUIRED_CONFIGURATION CONFIG_SYNC_ERROR INVALID_CONFIG_NAME INVALID_CONFIG_VALUE "
            + "STORING_INIT_DATA_FAILED STORING_CONFIG_DATA_FAILED ILLEGAL_STATE_ERROR"),
        (TssRefusals.CallNotUnderstood,
            "BAD_REQUEST INVALID_PARAMETER INVALID_CLIENT_REQUEST UNEXPECTED_REQUEST CALL_NOT_PERMITTED "
            + "OPERATION_NOT_IMPLEMENTED EXPORT_PARAMETER_MISMATCH TRANSACTION_NOT_FINISHED "
            + "EXTERNAL_TRANSACTION_ID_ALREADY_USED"));

    // Said before anything is signed; every other failure may come after the log message was written.
    private static readonly string[] s_notDone = ["TIME_NOT_SET", "UPDATE_TIME_FAILED", "TEMPORARY_SECURE_STATE"];

    /// <summary>The outcome of a call that was answered with an error.</summary>
    internal static TssOutcome<T> Judge<T>(int status, byte[] body)
    {
        var type = TypeOf(body);
        var detail = type is null
            ? FormattableString.Invariant($"The Fiskal Cloud Connector answered {status}.")
            : FormattableString.Invariant($"The Fiskal Cloud Connector answered {status} {type}.");
        if (type is not null && s_refusals.TryGetValue(type, out var code))
        {
            return new TssOutcome<T>.Refused(code, detail);
        }

        if (status == 429 || (type is not null && s_notDone.Contains(type)))
        {
            return new TssOutcome<T>.Unavailable(detail);
        }

        return status switch
        {
            401 or 403 => new TssOutcome<T>.Refused(TssRefusals.NotAuthorised, detail),
            >= 400 and < 500 when type is null || !IsFailureOfSigning(type) =>
                new TssOutcome<T>.Refused(TssRefusals.CallNotUnderstood, detail),
            _ => new TssOutcome<T>.Unknown(detail),
        };
    }

    private static bool IsFailureOfSigning(string type) =>
        type.EndsWith("_FAILED", StringComparison.Ordinal) || type.EndsWith("_ERROR", StringComparison.Ordinal)
        || type.EndsWith("_FAILURE", StringComparison.Ordinal)
        || type is "NO_LOG_MESSAGE" or "TIME_OUT_HARDWARE" or "UNKNOWN";

    private static string? TypeOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("errorType", out var type)
                && type.ValueKind is JsonValueKind.String
                && type.GetString() is { Length: > 0 and <= 60 } text
                && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                    ? text
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Table(params (string Code, string Types)[] rows) => rows
        .SelectMany(row => row.Types.Split(' ').Select(type => (type, row.Code)))
        .ToDictionary(pair => pair.type, pair => pair.Code);
}
