using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

/// <summary>
/// fiskaly SIGN DE v2 with one TSS: logins, the states of the TSS, clients, transactions by id and revision, exports.
/// It takes processData raw; fiskaly's own forms of a receipt and updates of a transaction it does not know.
/// </summary>
public sealed partial class SimulatedFiskaly : SimulatedVendor
{
    private const string Root = "/api/v2/";
    private const string Version = "2.2.2";
    private const string Environment = "TEST";

    private readonly SimulatedFiskalyOptions _options;
    private readonly FiskalyBook _book;
    private readonly FiskalyTokens _tokens;
    private readonly FiskalyLimits _lists;
    private readonly FiskalyLimits _polls;
    private volatile string _secret;

    /// <param name="device">The device; goes with this.</param>
    /// <param name="folder">Where ids and states are kept.</param>
    /// <param name="options">The set-up.</param>
    /// <param name="clock">The clock.</param>
    public SimulatedFiskaly(SoftwareTss device, string folder, SimulatedFiskalyOptions options, TimeProvider clock)
        : base(device, clock)
    {
        (_options, _secret) = (options, options.ApiSecret);
        _book = new FiskalyBook(Path.Combine(folder, "fiskaly.tsv"), options.FirstState);
        _tokens = new FiskalyTokens(options.TokenLife, clock);
        _lists = new FiskalyLimits(options.ListsPerMinute, clock);
        _polls = new FiskalyLimits(options.PollsPerMinute, clock);
    }

    /// <summary>State of the TSS.</summary>
    public string State => _book.State;

    /// <summary>All clients it ever had.</summary>
    public IReadOnlyList<(string Id, string SerialNumber, string State)> Clients => _book.Clients;

    /// <summary>Puts the TSS into another state, as an operator in fiskaly's own pages does.</summary>
    public void PutIntoState(string state) => _book.KeepState(state);

    /// <summary>Takes no token any more that was given so far.</summary>
    public void ForgetTokens() => _tokens.Forget();

    /// <summary>Takes another secret from now on.</summary>
    public void ChangeSecret(string secret) => _secret = secret;

    /// <summary>Registers a client as an operator with the PIN does.</summary>
    public void Register(string clientId, string serialNumber) =>
        _book.KeepClient(clientId, serialNumber, "REGISTERED");

    /// <summary>Takes a client out of service.</summary>
    public void Deregister(string clientId, string serialNumber) =>
        _book.KeepClient(clientId, serialNumber, "DEREGISTERED");

    protected internal override SimulatorCall CallOf(VendorRequest request) => (request.Method, Parts(request)) switch
    {
        ("POST", ["auth"]) => SimulatorCall.Login,
        ("PUT", [_, _, "tx", _]) => StateOf(request) is "ACTIVE"
            ? request.Query["tx_revision"] == "1" ? SimulatorCall.Start : SimulatorCall.Update
            : SimulatorCall.Finish,
        ("GET", [.., "tx"]) => SimulatorCall.FindOpen,
        ("GET", [_, _, "tx", _]) => SimulatorCall.ReadBack,
        ("GET", [_, _, "tx", _, "log"]) => SimulatorCall.Export,
        (_, [_, _, "client", ..]) => SimulatorCall.Register,
        (_, [_, _, "export", ..]) => SimulatorCall.Export,
        ("GET", ["tss"] or ["tss", _]) => SimulatorCall.Info,
        _ => SimulatorCall.Other,
    };

    protected internal override async Task<VendorAnswer> AnswerAsync(VendorRequest request, FaultRule? twist)
    {
        var parts = Parts(request);
        if (parts is ["auth"] && request.Method == "POST")
        {
            return LogIn(request);
        }

        if (!_tokens.Takes(request.Bearer()))
        {
            return Fault(401, "E_UNAUTHORIZED");
        }

        var answer = parts is ["tss", var tss, ..] && tss != _options.TssId
            ? Fault(404, "E_TSS_NOT_FOUND")
            : await RouteAsync(request, parts, twist?.Kind is FaultKind.WrongSignature);
        return twist?.Kind is FaultKind.NothingBack && answer.Status == 200
            ? VendorAnswer.Json(200, new JsonObject())
            : answer;
    }

    protected internal override VendorAnswer Refuse(FaultRule fault) => fault.Kind switch
    {
        FaultKind.TokenExpired => Fault(401, "E_UNAUTHORIZED"),
        FaultKind.Throttled => Fault(429, "E_TOO_MANY_REQUESTS") with { RetryAfter = fault.Duration },
        FaultKind.Starting => Fault(503, "E_TSS_LOCKED") with { RetryAfter = fault.Duration },
        FaultKind.UnknownClient => Fault(400, "E_CLIENT_NOT_FOUND"),
        FaultKind.TooManyOpen => Fault(400, "E_TX_LIMIT_REACHED"),
        FaultKind.TooManyClients => Fault(403, "E_CLIENT_LIMIT_REACHED"),
        FaultKind.CertificateExpired => Fault(423, "E_CERTIFICATE_EXPIRED"),
        FaultKind.AlreadyFinished => Fault(400, "E_TX_UPSERT"),
        FaultKind.ExportTooLarge => VendorAnswer.Json(
            200, Stamp(new JsonObject { ["state"] = "ERROR", ["exception"] = "E_TOO_MANY_RECORDS" }, "EXPORT")),
        _ => throw new InvalidOperationException($"{fault.Kind} is no refusal."),
    };

    private Task<VendorAnswer> RouteAsync(VendorRequest request, string[] parts, bool spoil) =>
        (request.Method, parts) switch
        {
            ("GET", ["tss"]) => ListTssAsync(),
            ("GET", ["tss", _]) => ReadTssAsync(),
            ("PATCH", ["tss", _]) => Now(ChangeState(request)),
            ("POST", ["tss", _, "admin", "auth"]) => Now(LogInAsAdmin(request)),
            ("POST", ["tss", _, "admin", "logout"]) => Now(LogOutAsAdmin()),
            ("GET", ["tss", _, "client"]) => Now(ListClients(request)),
            ("GET", ["tss", _, "client", var id]) => Now(ReadClient(id)),
            ("PUT" or "PATCH", ["tss", _, "client", var id]) => Now(KeepClient(request, id)),
            ("GET", ["tss", _, "client", var id, "tx"]) => ListTransactionsAsync(request, id),
            ("GET", ["tss", _, "tx"]) => ListTransactionsAsync(request, null),
            ("PUT", ["tss", _, "tx", var id]) => PutTransactionAsync(request, id, spoil),
            ("GET", ["tss", _, "tx", var id]) => ReadTransactionAsync(request, id, spoil),
            ("GET", ["tss", _, "tx", var id, "log"]) => ReadLogAsync(request, id),
            ("PUT", ["tss", _, "export", var id]) => Now(BeginExport(request, id)),
            ("GET", ["tss", _, "export", var id]) => ReadExportAsync(id),
            ("GET", ["tss", _, "export", var id, "file"]) => Now(ReadExportFile(id)),
            ("DELETE", ["tss", _, "export", var id]) => Now(CancelExport(id)),
            _ => Now(Fault(404, "E_ROUTE_NOT_FOUND")),
        };

    private VendorAnswer LogIn(VendorRequest request)
    {
        var body = BodyOf(request);
        if (Text(body, "refresh_token") is { } refresh
            ? !_tokens.TakesRefresh(refresh)
            : Text(body, "api_key") != _options.ApiKey || Text(body, "api_secret") != _secret)
        {
            return Fault(401, "E_UNAUTHORIZED");
        }

        var (access, next) = _tokens.Issue();
        var life = (long)_options.TokenLife.TotalSeconds;
        var until = (Clock.GetUtcNow() + _options.TokenLife).ToUnixTimeSeconds();
        return VendorAnswer.Json(200, new JsonObject
        {
            ["access_token"] = access,
            ["access_token_claims"] = new JsonObject { ["env"] = Environment },
            ["access_token_expires_in"] = life,
            ["access_token_expires_at"] = until,
            ["refresh_token"] = next,
            ["refresh_token_expires_in"] = 2 * life,
            ["refresh_token_expires_at"] = until + life,
        });
    }

    private static string[] Parts(VendorRequest request) => request.Path.StartsWith(Root, StringComparison.Ordinal)
        ? request.Path[Root.Length..].Split('/').Select(Uri.UnescapeDataString).ToArray()
        : [];

    private static JsonObject? BodyOf(VendorRequest request)
    {
        try
        {
            return request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? StateOf(VendorRequest request) => Text(BodyOf(request), "state");

    private static string? Text(JsonObject? body, string name) =>
        body?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static VendorAnswer Fault(int status, string code, string? message = null) => VendorAnswer.Json(
        status, new JsonObject
        {
            ["status_code"] = status,
            ["error"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            ["code"] = code,
            ["message"] = message ?? "Said by the simulator.",
        });

    private static JsonObject Stamp(JsonObject resource, string type)
    {
        resource["_type"] = type;
        resource["_env"] = Environment;
        resource["_version"] = Version;
        return resource;
    }

    private static Task<VendorAnswer> Now(VendorAnswer answer) => Task.FromResult(answer);
}
