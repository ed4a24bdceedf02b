using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>How a simulated queue is set up.</summary>
public sealed record FiskaltrustSimulatorOptions
{
    /// <summary>The client of the queue, as its start receipt registers it.</summary>
    public string ClientId { get; init; } = "TILL 1";

    /// <summary>The cashbox.</summary>
    public Guid CashBoxId { get; init; } = new("7b2f1f0e-58a1-4f0c-9d3e-2f1f6c6f2c11");

    /// <summary>Asked for in every call; null asks for none, as a local Launcher.</summary>
    public string? AccessToken { get; init; } = "access-token";

    /// <summary>Whether the start receipt was sent long ago.</summary>
    public bool InOperation { get; init; } = true;
}

/// <summary>
/// A queue of fiskaltrust.Middleware, interface v1 over REST: one receipt after the other, processData of its own,
/// 200 whatever happens to its TSS, and a failed mode that only a zero receipt ends.
/// </summary>
public sealed partial class FiskaltrustSimulator : SimulatedVendor
{
    private const long ReceiptRequest = 0x0000_8000_0000_0000;
    private const long Implicit = 0x0000_0001_0000_0000;

    private readonly FiskaltrustSimulatorOptions _options;
    private readonly FiskaltrustBook _book;
    private readonly SemaphoreSlim _one = new(1, 1);
    private DateTimeOffset _keptUntil = DateTimeOffset.MinValue;
    private bool _inOperation;
    private bool _failed;

    /// <param name="device">The TSS behind the queue.</param>
    /// <param name="folder">Where the queue keeps its receipts.</param>
    /// <param name="options">How it is set up.</param>
    /// <param name="clock">Its clock.</param>
    public FiskaltrustSimulator(
        SoftwareTss device, string folder, FiskaltrustSimulatorOptions options, TimeProvider clock)
        : base(device, clock)
    {
        (_options, _book) = (options, new FiskaltrustBook(Path.Combine(folder, "queue.jsonl")));
        _inOperation = options.InOperation || _book.Find("", 3) is not null;
        if (_inOperation)
        {
            device.Register(options.ClientId);
        }
    }

    /// <summary>How many receipts of a case the queue took and has answered well.</summary>
    public int CountOf(long receiptCase) => _book.CountOf(receiptCase);

    /// <summary>While true the TSS does not answer the queue.</summary>
    public bool TssIsAway { get; set; }

    protected internal override SimulatorCall CallOf(VendorRequest request)
    {
        if (request.Path.EndsWith("/journal", StringComparison.OrdinalIgnoreCase))
        {
            return SimulatorCall.Export;
        }

        if (!request.Path.EndsWith("/sign", StringComparison.OrdinalIgnoreCase)
            || Read(request.Body) is not { } receipt)
        {
            return SimulatorCall.Other;
        }

        var receiptCase = CaseOf(receipt);
        return (receiptCase & ReceiptRequest) != 0 ? SimulatorCall.ReadBack : (receiptCase & 0xFFFF) switch
        {
            0x01 or 0x0B or 0x10 => SimulatorCall.Finish,
            0x02 => SimulatorCall.Info,
            0x03 => SimulatorCall.Register,
            0x07 => SimulatorCall.Acknowledge,
            0x08 => SimulatorCall.Start,
            _ => SimulatorCall.Other,
        };
    }

    // Refusals of a TSS do not reach the caller as such: the queue answers 200 and says that its TSS failed.
    protected internal override VendorAnswer Refuse(FaultRule fault) => fault.Kind switch
    {
        FaultKind.TokenExpired => VendorAnswer.Empty(401),
        FaultKind.Throttled => VendorAnswer.Empty(429) with { RetryAfter = fault.Duration },
        FaultKind.Starting => VendorAnswer.Empty(503),
        FaultKind.ExportTooLarge => VendorAnswer.Empty(500),
        _ => VendorAnswer.Json(200, Failed(new JsonObject(), fault.Kind.ToString())),
    };

    protected internal override async Task<VendorAnswer> AnswerAsync(VendorRequest request, FaultRule? twist)
    {
        if ((_options.AccessToken is { } token && request.Headers["accesstoken"] != token)
            || request.Headers["cashboxid"] != _options.CashBoxId.ToString())
        {
            return VendorAnswer.Empty(401);
        }

        await _one.WaitAsync();
        try
        {
            return request.Call switch
            {
                SimulatorCall.Export => await JournalAsync(request),
                _ when request.Path.EndsWith("/sign", StringComparison.OrdinalIgnoreCase) =>
                    Twisted(await SignAsync(Read(request.Body)), twist),
                _ => VendorAnswer.Empty(404),
            };
        }
        finally
        {
            _one.Release();
        }
    }

    private static VendorAnswer Twisted(VendorAnswer answer, FaultRule? twist)
    {
        if (twist is null || Read(answer.Body)?["ftSignatures"] is not JsonArray)
        {
            return answer;
        }

        var response = Read(answer.Body)!;
        var items = (JsonArray)response["ftSignatures"]!;
        if (twist.Kind == FaultKind.NothingBack)
        {
            items.Clear();
            return VendorAnswer.Json(200, response);
        }

        foreach (var item in items.Where(item => ((long)item!["ftSignatureType"]! & 0xFFFF) == 0x10))
        {
            item!["Data"] = Convert.ToBase64String(Spoil(Convert.FromBase64String((string)item["Data"]!)));
        }

        foreach (var item in items.Where(item => ((long)item!["ftSignatureType"]! & 0xFFFF) == 0x01))
        {
            var qr = ((string)item!["Data"]!).Split(';');
            qr[^2] = Convert.ToBase64String(Spoil(Convert.FromBase64String(qr[^2])));
            item["Data"] = string.Join(';', qr);
        }

        return VendorAnswer.Json(200, response);
    }

    private async Task<VendorAnswer> SignAsync(JsonObject? request)
    {
        // An exception inside the middleware; what it was nobody is told.
        if (request is null || (string?)request["ftCashBoxID"] != _options.CashBoxId.ToString()
            || request["cbChargeItems"] is not JsonArray || request["cbPayItems"] is not JsonArray
            || string.IsNullOrEmpty((string?)request["cbReceiptReference"]) || (CaseOf(request) >> 48) != 0x4445)
        {
            return VendorAnswer.Empty(500);
        }

        if ((CaseOf(request) & ReceiptRequest) != 0)
        {
            return _book.Find(request) is { } found
                ? VendorAnswer.Json(200, found.Response.DeepClone())
                : new VendorAnswer(200, "application/json", "null"u8.ToArray());
        }

        if (await ProcessAsync(request) is not { } response)
        {
            return VendorAnswer.Empty(500);
        }

        _book.Add(new BookedReceipt(request, response));
        return VendorAnswer.Json(200, response.DeepClone());
    }

    private async Task<VendorAnswer> JournalAsync(VendorRequest request)
    {
        var type = long.Parse(request.Query["type"].ToString(), CultureInfo.InvariantCulture) & 0xFFFF;
        var (from, to) = (Ticks(request, "from"), Ticks(request, "to"));
        var logs = await Device.LogsAsync(from, to, int.MaxValue);
        return new VendorAnswer(200, "application/octet-stream", await Device.ArchiveAsync(logs.Where(log =>
            (FoundLogMessage.Read(log.Message)!.Seal.Time <= _keptUntil) == (type == 3))));
    }

    private static DateTimeOffset Ticks(VendorRequest request, string name) =>
        new(long.Parse(request.Query[name].ToString(), CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static long CaseOf(JsonObject request) => (long?)request["ftReceiptCase"] ?? 0;

    private static JsonObject? Read(byte[] body)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(body)) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
