using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>JSON as fiskaly writes it (SIGN DE v2.2.2); members this product does not use are left out.</summary>
internal static class FiskalyWire
{
    /// <summary>snake_case; counters come as numbers or as strings; nothing is written for null.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A state in which transactions are signed.</summary>
    public const string Initialized = "INITIALIZED";

    /// <summary>State of a transaction that has begun.</summary>
    public const string Active = "ACTIVE";

    /// <summary>State of a transaction that is signed.</summary>
    public const string Finished = "FINISHED";

    /// <summary>State of a client that may sign.</summary>
    public const string Registered = "REGISTERED";

    /// <summary>Environment whose signatures count for nothing.</summary>
    public const string Test = "TEST";
}

/// <summary>Body of a login: by key and secret, or by a refresh token.</summary>
internal sealed record FiskalyLogin(string? ApiKey, string? ApiSecret, string? RefreshToken);

/// <summary>Answer to a login; lives are seconds.</summary>
internal sealed record FiskalyLoginAnswer(
    string? AccessToken, long? AccessTokenExpiresIn, string? RefreshToken, long? RefreshTokenExpiresIn);

/// <summary>Any refusal.</summary>
internal sealed record FiskalyFault(string? Code);

/// <summary>Start, finish.</summary>
internal sealed record FiskalyTransactionRequest(string State, string ClientId, FiskalySchema? Schema);

/// <summary>What is signed, raw; other forms are those of other tills.</summary>
internal sealed record FiskalySchema(FiskalyRaw? Raw);

/// <summary>processType and processData, the latter in base64.</summary>
internal sealed record FiskalyRaw(string ProcessType, string ProcessData);

/// <summary>A transaction at one of its revisions; times are seconds since 1970.</summary>
internal sealed record FiskalyTransaction(
    long Number, string? ClientId, string? State, long Revision, long LatestRevision, long TimeStart,
    FiskalySchema? Schema, string? QrCodeData, FiskalyLog? Log, FiskalySignature? Signature)
{
    [JsonPropertyName("_id")]
    public string? Id { get; init; }

    [JsonPropertyName("_env")]
    public string? Environment { get; init; }
}

/// <summary>When it was signed.</summary>
internal sealed record FiskalyLog(long Timestamp, string? TimestampFormat);

/// <summary>The signature; value and key in base64.</summary>
internal sealed record FiskalySignature(string? Value, string? Algorithm, long Counter, string? PublicKey);

/// <summary>A TSS.</summary>
internal sealed record FiskalyTssAnswer(
    string? State, string? Certificate, string? SerialNumber, string? PublicKey, string? SignatureAlgorithm,
    string? SignatureTimestampFormat, long? SignatureCounter, long? TransactionCounter, int? NumberActiveTransactions,
    int? MaxNumberActiveTransactions, int? NumberRegisteredClients, int? MaxNumberRegisteredClients,
    string? BsiCertificationId)
{
    [JsonPropertyName("_env")]
    public string? Environment { get; init; }
}

/// <summary>A client, which is a recording system.</summary>
internal sealed record FiskalyClient(string? SerialNumber, string? State)
{
    [JsonPropertyName("_id")]
    public string? Id { get; init; }
}

/// <summary>Registers a client.</summary>
internal sealed record FiskalyClientRequest(string SerialNumber);

/// <summary>Changes what a client may do.</summary>
internal sealed record FiskalyClientState(string State);

/// <summary>Login of the administrator.</summary>
internal sealed record FiskalyAdminLogin(string AdminPin);

/// <summary>A page of a list.</summary>
internal sealed record FiskalyPage<T>(IReadOnlyList<T>? Data, long Count);

/// <summary>An export of the log.</summary>
internal sealed record FiskalyExportAnswer(string? State, string? Exception);
