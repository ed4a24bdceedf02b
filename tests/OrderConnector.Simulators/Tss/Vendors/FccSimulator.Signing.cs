using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.Simulators.Tss.Vendors;

// What goes to the device: transactions, exports, what it says of itself.
public sealed partial class FccSimulator
{
    private async Task<VendorAnswer> StartAsync(VendorRequest request, FaultRule? twist)
    {
        if (ClientNamed(request, Body(request)) is not { } client)
        {
            return Error(400, "ERS_ID_NOT_FOUND");
        }

        if (Device.IsExpired)
        {
            return Error(400, "CERTIFICATE_EXPIRED");
        }

        return (await Device.StartAsync(client)).Match(
            started => VendorAnswer.Json(201, new JsonObject
            {
                ["transactionNumber"] = started.Number,
                ["signatureCounter"] = started.SignatureCounter,
                ["signatureValue"] = Shown(started.Signature!.Value, twist),
                ["logTime"] = Stamp(started.LogTime),
                ["serialNumber"] = Device.Key.SerialNumber,
            }),
            refused => Error(400, WordOf(refused.Code)), _ => Error(500, "STORAGE_FAILURE"),
            _ => Error(500, "STORAGE_FAILURE"));
    }

    // Unsigned updates: the device keeps what is shown to itself and signs nothing.
    private async Task<VendorAnswer> UpdateAsync(VendorRequest request)
    {
        if (Body(request) is not { } body || DataOf(body) is null)
        {
            return Error(400, "BAD_REQUEST");
        }

        if (ClientNamed(request, body) is not { } client)
        {
            return Error(400, "ERS_ID_NOT_FOUND");
        }

        var open = await Device.FindOpenAsync(client);
        return NumberOf(request) is { } number && open.Any(one => one.Number == number)
            ? VendorAnswer.Json(200, new JsonObject
            {
                ["signatureCounter"] = null, ["signatureValue"] = null, ["logTime"] = null,
            })
            : Error(404, "TRANSACTION_NUMBER_NOT_FOUND");
    }

    private async Task<VendorAnswer> FinishAsync(VendorRequest request, FaultRule? twist)
    {
        if (Body(request) is not { } body || DataOf(body) is not { } data || NumberOf(request) is not { } number)
        {
            return Error(400, "BAD_REQUEST");
        }

        if (ClientNamed(request, body) is not { } client)
        {
            return Error(400, "ERS_ID_NOT_FOUND");
        }

        if (Device.IsExpired)
        {
            return Error(400, "CERTIFICATE_EXPIRED");
        }

        return (await Device.FinishAsync(client, number, data)).Match(
            signature => VendorAnswer.Json(200, new JsonObject
            {
                ["signatureCounter"] = signature.SignatureCounter,
                ["signatureValue"] = Shown(signature.Value, twist),
                ["logTime"] = Stamp(signature.FinishedAt),
            }),
            refused => Error(400, WordOf(refused.Code)), _ => Error(500, "STORAGE_FAILURE"),
            _ => Error(500, "STORAGE_FAILURE"));
    }

    private async Task<VendorAnswer> ListAsync(VendorRequest request)
    {
        var client = request.Query["clientId"].ToString();
        var open = await Device.FindOpenAsync(client);
        return open.Count == 0
            ? Error(404, "NO_DATA_AVAILABLE")
            : VendorAnswer.Json(200, new JsonArray([.. open.Select(one => new JsonObject
            {
                ["transactionNumber"] = one.Number,
                ["externalTransactionId"] = null,
                ["clientId"] = one.ClientId,
                ["state"] = "STARTED",
                ["logTime"] = Stamp(one.LogTime),
            })]));
    }

    private async Task<VendorAnswer> ReadBackAsync(VendorRequest request, FaultRule? twist)
    {
        var now = Clock.GetUtcNow();
        if (twist?.Kind is FaultKind.NothingBack)
        {
            _nothingBackUntil = now + twist.Duration;
        }

        if (now < _nothingBackUntil || twist?.Kind is FaultKind.NothingBack)
        {
            return VendorAnswer.PlainText(200, "");
        }

        if (NumberOf(request) is not { } number)
        {
            return Error(400, "BAD_REQUEST");
        }

        var logs = await Device.LogsOfAsync(number);
        if (logs.Count == 0)
        {
            return Error(404, "NO_DATA_AVAILABLE");
        }

        var shown = twist?.Kind is FaultKind.WrongSignature
            ? logs.Select(log => log with { Message = Spoil(log.Message) })
            : logs;
        return VendorAnswer.PlainText(200, Convert.ToBase64String(await Device.ArchiveAsync(shown)));
    }

    private async Task<VendorAnswer> ExportAsync(VendorRequest request)
    {
        if (Time(request, "startDate") is not { } from || Time(request, "endDate") is not { } to)
        {
            return Error(400, "INVALID_PARAMETER");
        }

        var logs = await Device.LogsAsync(from, to, _options.MaximumRecords + 1);
        if (logs.Count > _options.MaximumRecords)
        {
            return Error(413, "TOO_MANY_RECORDS");
        }

        return logs.Count == 0
            ? Error(404, "NO_DATA_AVAILABLE")
            : VendorAnswer.PlainText(200, Convert.ToBase64String(await Device.ArchiveAsync(logs)));
    }

    private VendorAnswer Acknowledge(VendorRequest request)
    {
        if (request.Text != "ACK" || Time(request, "startDate") is not { } from || Time(request, "endDate") is not { } to)
        {
            return Error(400, "INVALID_PARAMETER");
        }

        if (to > Clock.GetUtcNow() - TimeSpan.FromMinutes(1))
        {
            return VendorAnswer.Empty(500);
        }

        Acknowledged.Add((from, to));
        return VendorAnswer.Empty(200);
    }

    private async Task<VendorAnswer> DescribeAsync(VendorRequest request)
    {
        var info = await Device.DescribeAsync();
        return VendorAnswer.Json(200, request.Path switch
        {
            "/info" => new JsonObject
            {
                ["maxNumberClients"] = Device.Options.MaximumClients,
                ["maxNumberTransactions"] = Device.Options.MaximumOpenTransactions,
                ["currentNumberOfTransactions"] = info.OpenTransactions,
                ["supportedUpdateVariant"] = "UNSIGNED",
            },
            "/tssdetails" => new JsonObject
            {
                ["serial"] = info.Key.SerialNumber,
                ["serialNumberHex"] = info.Key.SerialNumber,
                ["algorithm"] = info.Key.Algorithm,
                ["timeFormat"] = info.Key.LogTimeFormat,
                ["encoding"] = "UTF-8",
                ["publicKey"] = Convert.ToBase64String(info.Key.PublicKey),
                ["leafCertificate"] = Convert.ToBase64String(Device.Certificates[0]),
            },
            _ => SelfCheck(info),
        });
    }

    private JsonObject SelfCheck(TssInfo info) => new()
    {
        ["description"] = "TEST, a simulated Fiskal Cloud Connector",
        ["fccVersion"] = "4.4.0",
        ["localClientVersion"] = "4.4.0",
        ["cspSystemTime"] = Stamp(Clock.GetUtcNow()),
        ["numberOfClients"] = Device.Clients.Count,
        ["numberOfOpenTransactions"] = info.OpenTransactions,
        ["dbSize"] = 1_000_000,
        ["warningDbSize60Percentage"] = false,
        ["warningDbSize90Percentage"] = false,
        ["localTimeWarning"] = false,
        ["failures"] = new JsonArray(),
        ["keyInfos"] = new JsonArray(new JsonObject
        {
            ["serialNumber"] = info.Key.SerialNumber,
            ["state"] = "ACTIVE",
            ["signatureAlgorithm"] = info.Key.Algorithm,
            ["lastSignatureCounter"] = info.SignatureCounter,
            ["certificates"] = new JsonArray([.. Device.Certificates.Select((encoded, i) => Certificate(encoded, i))]),
        }),
    };

    private static JsonObject Certificate(byte[] encoded, int place)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(encoded);
        return new JsonObject
        {
            ["pemCertificate"] = certificate.ExportCertificatePem(),
            ["publicKey"] = Convert.ToBase64String(certificate.GetPublicKey()),
            ["type"] = place == 0 ? "END_IDENTITY" : "CA",
            ["endDate"] = Stamp(new DateTimeOffset(certificate.NotAfter.ToUniversalTime())),
            ["revocationDate"] = null,
        };
    }

    private static string Shown(byte[] signature, FaultRule? twist) => Convert.ToBase64String(
        twist?.Kind is FaultKind.WrongSignature ? Spoil(signature) : signature);

    /// <summary>The client a body names; null where it is not the one whose token is shown.</summary>
    private string? ClientNamed(VendorRequest request, JsonObject? body) =>
        body is not null && Text(body, "clientId") is { } named && named == ClientOf(request)
            && Device.Clients.Contains(named)
                ? named
                : null;

    private static long? NumberOf(VendorRequest request) =>
        long.TryParse(Parts(request.Path)[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static DateTimeOffset? Time(VendorRequest request, string name) => DateTimeOffset.TryParseExact(
        request.Query[name].ToString(), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static string WordOf(string code) => code switch
    {
        TssRefusals.TooManyOpen => "TSS_MAXIMUM_OPEN_TRANSACTIONS",
        TssRefusals.TransactionUnknown => "TRANSACTION_NUMBER_NOT_FOUND",
        TssRefusals.TransactionFinished => "TRANSACTION_ALREADY_FINISHED",
        TssRefusals.ClientIdInvalid => "INVALID_PARAMETER",
        _ => "UNKNOWN",
    };
}
