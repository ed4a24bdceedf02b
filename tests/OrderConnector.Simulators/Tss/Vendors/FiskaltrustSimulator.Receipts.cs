using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Simulators.Tss.Vendors;

// What each kind of receipt does at the TSS, and how its answer is written.
public sealed partial class FiskaltrustSimulator
{
    private const long Prefix = 0x4445_0000_0000_0000;

    // Null where the middleware throws.
    private async Task<JsonObject?> ProcessAsync(JsonObject request)
    {
        var (receiptCase, alone) = (CaseOf(request) & 0xFFFF, (CaseOf(request) & Implicit) != 0);
        var response = Answer(request);
        if (receiptCase == 0x03 && alone)
        {
            _inOperation = true;
            Device.Register(_options.ClientId);
        }
        else if (!_inOperation)
        {
            response["ftState"] = Prefix | 0x01;
            return response;
        }

        if (receiptCase == 0x02 && alone && !TssIsAway)
        {
            _failed = false;
        }

        if (TssIsAway || _failed)
        {
            _failed = true;
            return Failed(response, "Die TSE ist nicht erreichbar.");
        }

        return receiptCase switch
        {
            0x02 or 0x03 or 0x07 when alone => await AloneAsync(request, response),
            0x08 when !alone => await StartAsync(response),
            0x01 when !alone => await FinishAsync(request, response, FiskaltrustWriter.Receipt(request)),
            0x0B when !alone => await FinishAsync(request, response, FiskaltrustWriter.Aborted),
            0x0B => await EndAllAsync(request, response),
            0x10 when !alone && request["cbPayItems"] is JsonArray { Count: 0 } =>
                await FinishAsync(request, response, FiskaltrustWriter.Order(request)),
            _ => null,
        };
    }

    private async Task<JsonObject> AloneAsync(JsonObject request, JsonObject response)
    {
        var started = await Device.StartAsync(_options.ClientId);
        if (started is not TssOutcome<StartedTransaction>.Done { Value: var start })
        {
            return Fail(response, started);
        }

        var data = new ProcessData("SonstigerVorgang", "");
        if (await Device.FinishAsync(_options.ClientId, start.Number, data)
            is not TssOutcome<TssSignature>.Done { Value: var signature })
        {
            return Failed(response, "Finish");
        }

        Sign(response, "IT", signature);
        if ((CaseOf(request) & 0xFFFF) == 0x07)
        {
            _keptUntil = signature.FinishedAt;
        }

        if ((CaseOf(request) & 0x0080_0000) != 0)
        {
            response["ftStateData"] = new JsonObject { ["TseInfo"] = await DescribeAsync() }.ToJsonString();
        }

        return response;
    }

    private async Task<JsonObject> StartAsync(JsonObject response)
    {
        var started = await Device.StartAsync(_options.ClientId);
        if (started is not TssOutcome<StartedTransaction>.Done { Value: var start })
        {
            return Fail(response, started);
        }

        Identify(response, "ST", start.Number);
        response["ftReceiptMoment"] = start.LogTime.UtcDateTime;
        response["ftSignatures"] = new JsonArray(
            Item(0x10, "start-transaction-result", Convert.ToBase64String(start.Signature!.Value)));
        return response;
    }

    // Only what was started under this reference can be finished; a number that is finished already is an exception.
    private async Task<JsonObject?> FinishAsync(JsonObject request, JsonObject response, ProcessData data)
    {
        var start = _book.Find((string)request["cbReceiptReference"]!, 0x08)?.Response["ftReceiptIdentification"];
        if ((string?)start is not { } identification || identification.IndexOf("#ST", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        var number = long.Parse(identification.Split("#ST")[1], CultureInfo.InvariantCulture);
        return await Device.FinishAsync(_options.ClientId, number, data) switch
        {
            TssOutcome<TssSignature>.Done { Value: var signature } => Sign(response, "T", signature),
            TssOutcome<TssSignature>.Refused { Code: "transaction-finished" or "transaction-unknown" } => null,
            var failed => Fail(response, failed),
        };
    }

    // Sent alone, a fail receipt names what it ends, whoever started it; a number that is not open is an exception.
    private async Task<JsonObject?> EndAllAsync(JsonObject request, JsonObject response)
    {
        if ((string?)request["ftReceiptCaseData"] is not { } text
            || JsonNode.Parse(text)?["CurrentStartedTransactionNumbers"] is not JsonArray { Count: > 0 } numbers)
        {
            return null;
        }

        foreach (var number in numbers)
        {
            var ended = await Device.FinishAsync(_options.ClientId, (long)number!, FiskaltrustWriter.Aborted);
            if (ended is not TssOutcome<TssSignature>.Done)
            {
                return ended is TssOutcome<TssSignature>.Refused ? null : Fail(response, ended);
            }
        }

        Identify(response, "IT", (long)numbers[^1]!);
        return response;
    }

    private JsonObject Answer(JsonObject request) => new()
    {
        ["ftCashBoxID"] = _options.CashBoxId.ToString(),
        ["cbTerminalID"] = request["cbTerminalID"]?.DeepClone(),
        ["cbReceiptReference"] = request["cbReceiptReference"]?.DeepClone(),
        ["ftCashBoxIdentification"] = _options.ClientId,
        ["ftReceiptIdentification"] = $"ft{_book.Count + 1:X}#",
        ["ftReceiptMoment"] = Clock.GetUtcNow().UtcDateTime,
        ["ftSignatures"] = new JsonArray(),
        ["ftState"] = Prefix,
    };

    private void Identify(JsonObject response, string kind, long number) =>
        response["ftReceiptIdentification"] = $"ft{_book.Count + 1:X}#{kind}{number}";

    private JsonObject Sign(JsonObject response, string kind, TssSignature signature)
    {
        Identify(response, kind, signature.TransactionNumber);
        response["ftSignatures"] = new JsonArray(
            Item(0x01, "www.fiskaltrust.de", QrText.Write(signature)),
            Item(0x17, "transaction-number", signature.TransactionNumber.ToString(CultureInfo.InvariantCulture)),
            Item(0x18, "signature-counter", signature.SignatureCounter.ToString(CultureInfo.InvariantCulture)),
            Item(0x1D, "signature", Convert.ToBase64String(signature.Value)),
            Item(0x00, "S A N D B O X", _options.CashBoxId.ToString()));
        return response;
    }

    private JsonObject Fail<T>(JsonObject response, TssOutcome<T> failure)
    {
        _failed = true;
        return Failed(response, failure.ToString());
    }

    private static JsonObject Failed(JsonObject response, string text)
    {
        response["ftState"] = Prefix | 0x02;
        response["ftSignatures"] = new JsonArray(Item(0x1000, "Kommunikation mit der TSE fehlgeschlagen", text));
        return response;
    }

    private static JsonObject Item(long type, string caption, string data) => new()
    {
        ["ftSignatureFormat"] = type == 0x01 ? 0x03 : 0x01,
        ["ftSignatureType"] = Prefix | type,
        ["Caption"] = caption,
        ["Data"] = data,
    };

    private async Task<JsonObject> DescribeAsync()
    {
        var info = await Device.DescribeAsync();
        var open = await Device.FindAllOpenAsync();
        return new JsonObject
        {
            ["MaxNumberOfClients"] = Device.Options.MaximumClients,
            ["CurrentNumberOfClients"] = Device.Clients.Count,
            ["MaxNumberOfStartedTransactions"] = Device.Options.MaximumOpenTransactions,
            ["CurrentNumberOfStartedTransactions"] = open.Count,
            ["CurrentStartedTransactionNumbers"] = JsonSerializer.SerializeToNode(open),
            ["CurrentNumberOfSignatures"] = info.SignatureCounter,
            ["CurrentState"] = 1,
            ["SignatureAlgorithm"] = info.Key.Algorithm,
            ["LogTimeFormat"] = info.Key.LogTimeFormat,
            ["PublicKeyBase64"] = Convert.ToBase64String(info.Key.PublicKey),
            ["CertificatesBase64"] =
                JsonSerializer.SerializeToNode(Device.Certificates.Select(Convert.ToBase64String)),
        };
    }
}
