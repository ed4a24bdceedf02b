using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

// Transactions: what is asked for again with the same id, revision and body is answered again and not done again.
public sealed partial class SimulatedFiskaly
{
    // The TSS does one thing at a time.
    private readonly SemaphoreSlim _one = new(1, 1);

    private async Task<VendorAnswer> PutTransactionAsync(VendorRequest request, string idOrNumber, bool spoil)
    {
        var body = BodyOf(request);
        if (Text(body, "state") is not ("ACTIVE" or "FINISHED" or "CANCELLED") || RevisionOf(request) is not { } revision
            || (!long.TryParse(idOrNumber, out _) && !Guid.TryParseExact(idOrNumber, "D", out _)))
        {
            return Fault(400, "E_FAILED_SCHEMA_VALIDATION");
        }

        if (Forbidden() is { } forbidden)
        {
            return forbidden;
        }

        var clientId = Text(body, "client_id") ?? "";
        if (_book.Client(clientId) is not { } client)
        {
            return Fault(400, "E_CLIENT_NOT_FOUND");
        }

        if (client.State != "REGISTERED")
        {
            return Fault(400, "E_CLIENT_DEREGISTERED");
        }

        await _one.WaitAsync();
        try
        {
            return _book.Transaction(idOrNumber) is { } known
                ? known.Client == clientId
                    ? await GoOnAsync(known.Id, known.Number, client.SerialNumber, revision, body!, spoil)
                    : Fault(409, "E_PENDING_TX_CONFLICT")
                : await BeginAsync(idOrNumber, clientId, client.SerialNumber, revision, body!, spoil);
        }
        finally
        {
            _one.Release();
        }
    }

    private VendorAnswer? Forbidden() => _book.State switch
    {
        "INITIALIZED" => Device.IsExpired ? Fault(423, "E_CERTIFICATE_EXPIRED") : null,
        "DISABLED" => Fault(400, "E_TSS_DISABLED"),
        "DEFECTIVE" => Fault(423, "E_TSS_DEFECTIVE"),
        "DELETED" => Fault(423, "E_TSS_DELETED"),
        "EVICTED" => Fault(423, "E_TSS_EVICTED"),
        _ => Fault(400, "E_TSS_NOT_INITIALIZED"),
    };

    private async Task<VendorAnswer> BeginAsync(
        string id, string clientId, string serialNumber, long revision, JsonObject body, bool spoil)
    {
        if (long.TryParse(id, out _))
        {
            return Fault(404, "E_TX_NOT_FOUND");
        }

        if (revision != 1 || Text(body, "state") != "ACTIVE" || body["schema"] is not null)
        {
            return Fault(400, "E_TX_UPSERT", "A transaction begins ACTIVE, at revision 1 and without data.");
        }

        var outcome = await Device.Tss.StartAsync(new TssReference(serialNumber, ""), CancellationToken.None);
        if (outcome is not TssOutcome<StartedTransaction>.Done { Value: var started })
        {
            return outcome is TssOutcome<StartedTransaction>.Refused
                ? Fault(400, "E_TX_LIMIT_REACHED")
                : Fault(503, "E_TSS_LOCKED");
        }

        _book.KeepTransaction(id, started.Number, clientId);
        return VendorAnswer.Json(200, Resource(id, clientId, await Device.LogsOfAsync(started.Number), 1, spoil));
    }

    private async Task<VendorAnswer> GoOnAsync(
        string id, long number, string serialNumber, long revision, JsonObject body, bool spoil)
    {
        var logs = await Device.LogsOfAsync(number);
        if (revision <= logs.Count)
        {
            return IsSame(logs[(int)revision - 1], body)
                ? VendorAnswer.Json(200, Resource(id, _book.Transaction(id)!.Value.Client, logs, (int)revision, spoil))
                : Fault(400, "E_TX_UPSERT", "That revision was another request.");
        }

        if (logs.Count != 1 || revision != 2 || Text(body, "state") == "ACTIVE")
        {
            return Fault(400, "E_TX_UPSERT", "No such revision now; and the simulator makes no updates.");
        }

        if (DataOf(body) is not { } data)
        {
            return Fault(400, "E_FAILED_SCHEMA_VALIDATION", "The simulator takes the schema raw.");
        }

        if (Text(body, "state") == "CANCELLED")
        {
            _book.KeepCancelled(id);
        }

        var outcome = await Device.FinishAsync(serialNumber, number, data);
        return outcome is TssOutcome<TssSignature>.Done
            ? VendorAnswer.Json(
                200, Resource(
                    id, _book.Transaction(id)!.Value.Client, await Device.LogsOfAsync(number), 2, spoil))
            : Fault(503, "E_TSS_LOCKED");
    }

    private async Task<VendorAnswer> ReadTransactionAsync(VendorRequest request, string idOrNumber, bool spoil)
    {
        if (_book.Transaction(idOrNumber) is not { } known)
        {
            return Fault(404, "E_TX_NOT_FOUND");
        }

        var logs = await Device.LogsOfAsync(known.Number);
        var revision = RevisionOf(request) ?? logs.Count;
        return revision >= 1 && revision <= logs.Count
            ? VendorAnswer.Json(200, Resource(known.Id, known.Client, logs, (int)revision, spoil))
            : Fault(400, "E_TX_REVISION_NOT_FOUND");
    }

    private async Task<VendorAnswer> ReadLogAsync(VendorRequest request, string idOrNumber)
    {
        if (_book.Transaction(idOrNumber) is not { } known)
        {
            return Fault(404, "E_TX_NOT_FOUND");
        }

        var logs = await Device.LogsOfAsync(known.Number);
        var revision = RevisionOf(request) ?? logs.Count;
        return revision >= 1 && revision <= logs.Count
            ? new VendorAnswer(200, "application/octet-stream", logs[(int)revision - 1].Message)
            : Fault(400, "E_TX_REVISION_NOT_FOUND");
    }

    private async Task<VendorAnswer> ListTransactionsAsync(VendorRequest request, string? clientId)
    {
        if (_lists.Take() is { } wait)
        {
            return Fault(429, "E_TOO_MANY_REQUESTS") with { RetryAfter = wait };
        }

        if (clientId is not null && _book.Client(clientId) is null)
        {
            return Fault(404, "E_CLIENT_NOT_FOUND");
        }

        if (request.Query["states[0]"] != "ACTIVE" || request.Query.ContainsKey("states[1]"))
        {
            return Fault(400, "E_FAILED_SCHEMA_VALIDATION", "The simulator lists what is ACTIVE.");
        }

        var limit = Math.Clamp(NumberOf(request, "limit") ?? 100, 1, 100);
        var clients = _book.Clients.Where(client => clientId is null || client.Id == clientId);
        var open = new List<StartedTransaction>();
        foreach (var client in clients)
        {
            open.AddRange(await Device.FindOpenAsync(client.SerialNumber));
        }

        var page = new JsonArray();
        foreach (var started in open.OrderBy(started => started.Number).Skip((int)(NumberOf(request, "offset") ?? 0))
            .Take((int)limit))
        {
            if (_book.Transaction(Digits(started.Number)) is { } known)
            {
                page.Add(Resource(known.Id, known.Client, await Device.LogsOfAsync(known.Number), 1, spoil: false));
            }
        }

        return VendorAnswer.Json(
            200, Stamp(new JsonObject { ["data"] = page, ["count"] = open.Count }, "TRANSACTION_LIST"));
    }

    private JsonObject Resource(
        string id, string clientId, IReadOnlyList<SimulatedLog> logs, int revision, bool spoil)
    {
        var message = FoundLogMessage.Read(logs[revision - 1].Message)!;
        var transaction = message.Transaction!;
        var finished = message.Operation == TransactionLog.Finish;
        var signature = spoil ? Spoil(message.Signature) : message.Signature;
        var resource = Stamp(new JsonObject
        {
            ["_id"] = id,
            ["number"] = transaction.Number,
            ["tss_id"] = _options.TssId,
            ["tss_serial_number"] = Device.Key.SerialNumber,
            ["client_id"] = clientId,
            ["client_serial_number"] = transaction.ClientId,
            ["state"] = finished ? _book.IsCancelled(id) ? "CANCELLED" : "FINISHED" : "ACTIVE",
            ["revision"] = revision,
            ["latest_revision"] = logs.Count,
            ["time_start"] = logs[0].LogTime,
            ["log"] = new JsonObject
            {
                ["operation"] = message.Operation,
                ["timestamp"] = logs[revision - 1].LogTime,
                ["timestamp_format"] = Device.Key.LogTimeFormat,
            },
            ["signature"] = new JsonObject
            {
                ["value"] = Convert.ToBase64String(signature),
                ["algorithm"] = Device.Key.Algorithm,
                // The documentation says a string; the service is known to answer a number.
                ["counter"] = revision == 1 ? Digits(message.Seal.SignatureCounter) : message.Seal.SignatureCounter,
                ["public_key"] = Convert.ToBase64String(Device.Key.PublicKey),
            },
        }, "TRANSACTION");
        if (finished)
        {
            resource["time_end"] = logs[revision - 1].LogTime;
            resource["schema"] = new JsonObject
            {
                ["raw"] = new JsonObject
                {
                    ["process_type"] = transaction.Data.ProcessType,
                    ["process_data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(transaction.Data.Text)),
                },
            };
            AddQr(resource, transaction, message, logs[0].LogTime, signature);
        }

        return resource;
    }

    private void AddQr(
        JsonObject resource, FoundTransaction transaction, FoundLogMessage message, long startTime, byte[] signature)
    {
        if (transaction.Data.ProcessType == KassenbelegV1.ProcessType)
        {
            resource["qr_code_data"] = QrText.Write(new TssSignature(
                transaction.ClientId, transaction.Number, message.Seal.SignatureCounter,
                DateTimeOffset.FromUnixTimeSeconds(startTime), message.Seal.Time, transaction.Data, signature,
                Device.Key));
        }
    }

    private static bool IsSame(SimulatedLog log, JsonObject body)
    {
        var message = FoundLogMessage.Read(log.Message)!;
        return message.Operation == TransactionLog.Finish
            ? Text(body, "state") != "ACTIVE" && DataOf(body) == message.Transaction!.Data
            : Text(body, "state") == "ACTIVE";
    }

    private static ProcessData? DataOf(JsonObject body) => body["schema"]?["raw"] is JsonObject raw
        && Text(raw, "process_type") is { } type && Text(raw, "process_data") is { } data
            ? new ProcessData(type, Encoding.UTF8.GetString(Convert.FromBase64String(data)))
            : null;

    private static long? RevisionOf(VendorRequest request) => NumberOf(request, "tx_revision");

    private static long? NumberOf(VendorRequest request, string name) => long.TryParse(
        request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
