using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>ReceiptRequest; names as the interface declares them.</summary>
internal sealed record FtRequest
{
    [JsonPropertyName("ftCashBoxID")]
    public required Guid CashBoxId { get; init; }

    [JsonPropertyName("ftPosSystemId")]
    public required Guid PosSystemId { get; init; }

    [JsonPropertyName("cbTerminalID")]
    public required string TerminalId { get; init; }

    [JsonPropertyName("cbReceiptReference")]
    public required string Reference { get; init; }

    [JsonPropertyName("cbReceiptMoment")]
    public required DateTime Moment { get; init; }

    [JsonPropertyName("cbUser")]
    public required string User { get; init; }

    [JsonPropertyName("cbChargeItems")]
    public IReadOnlyList<FtChargeItem> ChargeItems { get; init; } = [];

    [JsonPropertyName("cbPayItems")]
    public IReadOnlyList<FtPayItem> PayItems { get; init; } = [];

    [JsonPropertyName("ftReceiptCase")]
    public required long Case { get; init; }

    [JsonPropertyName("ftReceiptCaseData")]
    public string? CaseData { get; init; }
}

/// <summary>ftReceiptCaseData of a fail receipt that is sent alone: what it ends.</summary>
internal sealed record FtOpenTransactions(
    [property: JsonPropertyName("CurrentStartedTransactionNumbers")] IReadOnlyList<long> Numbers);

/// <summary>ChargeItem: a line. Amount is the gross sum of the line.</summary>
internal sealed record FtChargeItem(
    [property: JsonPropertyName("Quantity")] decimal Quantity,
    [property: JsonPropertyName("Description")] string Description,
    [property: JsonPropertyName("Amount")] decimal Amount,
    [property: JsonPropertyName("VATRate")] decimal VatRate,
    [property: JsonPropertyName("ftChargeItemCase")] long Case);

/// <summary>PayItem: a payment.</summary>
internal sealed record FtPayItem(
    [property: JsonPropertyName("Quantity")] decimal Quantity,
    [property: JsonPropertyName("Description")] string Description,
    [property: JsonPropertyName("Amount")] decimal Amount,
    [property: JsonPropertyName("ftPayItemCase")] long Case);

/// <summary>ReceiptResponse, as far as it is used; every member may be missing.</summary>
internal sealed record FtResponse
{
    [JsonPropertyName("cbReceiptReference")]
    public string? Reference { get; init; }

    [JsonPropertyName("ftCashBoxIdentification")]
    public string? CashBoxIdentification { get; init; }

    [JsonPropertyName("ftReceiptIdentification")]
    public string? ReceiptIdentification { get; init; }

    [JsonPropertyName("ftReceiptMoment")]
    public string? Moment { get; init; }

    [JsonPropertyName("ftSignatures")]
    public IReadOnlyList<FtSignature?>? Signatures { get; init; }

    [JsonPropertyName("ftState")]
    public long State { get; init; }

    [JsonPropertyName("ftStateData")]
    public string? StateData { get; init; }
}

/// <summary>An item to print.</summary>
internal sealed record FtSignature(
    [property: JsonPropertyName("ftSignatureType")] long Type,
    [property: JsonPropertyName("Caption")] string? Caption,
    [property: JsonPropertyName("Data")] string? Data);

/// <summary>What ftStateData of a zero receipt with information holds.</summary>
internal sealed record FtStateData([property: JsonPropertyName("TseInfo")] FtTssInfo? TssInfo);

/// <summary>TseInfo, as far as it is used.</summary>
internal sealed record FtTssInfo
{
    public int? MaxNumberOfClients { get; init; }

    public int? CurrentNumberOfClients { get; init; }

    public int? MaxNumberOfStartedTransactions { get; init; }

    public int? CurrentNumberOfStartedTransactions { get; init; }

    public IReadOnlyList<long>? CurrentStartedTransactionNumbers { get; init; }

    public long? CurrentNumberOfSignatures { get; init; }

    public long? MaxLogMemorySize { get; init; }

    public long? CurrentLogMemorySize { get; init; }

    public int? CurrentState { get; init; }

    public string? SignatureAlgorithm { get; init; }

    public string? LogTimeFormat { get; init; }

    public string? PublicKeyBase64 { get; init; }

    public IReadOnlyList<string>? CertificatesBase64 { get; init; }
}

/// <summary>How the interface writes JSON: names as declared, nothing that is null, numbers also as text.</summary>
internal static class FtJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        PropertyNameCaseInsensitive = true,
    };

    /// <summary>Null where it cannot be read, and for the word null.</summary>
    internal static T? Read<T>(ReadOnlySpan<byte> body)
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

    /// <summary>True for the word null: how a receipt request says that it found nothing.</summary>
    internal static bool IsNull(ReadOnlySpan<byte> body) => body.Trim(" \t\r\n"u8).SequenceEqual("null"u8);
}
