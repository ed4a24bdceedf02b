using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>How a simulated Fiskal Cloud Connector is set up.</summary>
public sealed record FccSimulatorOptions
{
    /// <summary>The password of all its users.</summary>
    public string EasCode { get; init; } = "eas-code";

    /// <summary>Each registers one client; empty takes any.</summary>
    public IReadOnlyList<string> ActivationTokens { get; init; } = [];

    /// <summary>How long a token is good for.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>More records than this are no export.</summary>
    public int MaximumRecords { get; init; } = 100_000;

    /// <summary>How long it answers 503 after its start.</summary>
    public TimeSpan Startup { get; init; }
}

/// <summary>A Fiskal Cloud Connector as its one public client knows it, version 4.4.</summary>
public sealed partial class FccSimulator : SimulatedVendor
{
    private readonly FccSimulatorOptions _options;
    private readonly DateTimeOffset _startedAt;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string ClientId, DateTimeOffset Until)> _tokens = [];
    private readonly HashSet<string> _usedActivations = [];
    private DateTimeOffset _nothingBackUntil = DateTimeOffset.MinValue;

    public FccSimulator(SoftwareTss device, FccSimulatorOptions options, TimeProvider clock)
        : base(device, clock) => (_options, _startedAt) = (options, clock.GetUtcNow());

    /// <summary>The spans that were acknowledged.</summary>
    public List<(DateTimeOffset From, DateTimeOffset To)> Acknowledged { get; } = [];

    private static string Stamp(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    protected internal override SimulatorCall CallOf(string method, string path) => (method, Parts(path)) switch
    {
        ("POST", ["oauth", "token"]) => SimulatorCall.Login,
        ("GET", ["clients"]) or ("POST", ["registration" or "deregistration"]) => SimulatorCall.Register,
        ("POST", ["transaction"]) => SimulatorCall.Start,
        ("POST", ["transaction", _]) => SimulatorCall.Update,
        ("PUT", ["transaction", _]) => SimulatorCall.Finish,
        ("GET", ["transactions"]) => SimulatorCall.FindOpen,
        ("GET", ["info" or "tssdetails" or "selfcheck"]) => SimulatorCall.Info,
        ("GET", ["export", "transactions", "time"]) => SimulatorCall.Export,
        ("POST", ["export", "transactions", "time"]) => SimulatorCall.Acknowledge,
        ("GET", ["export", "transactions", _]) => SimulatorCall.ReadBack,
        ("GET", ["actuator", "health"]) => SimulatorCall.Health,
        _ => SimulatorCall.Other,
    };

    protected internal override VendorAnswer Refuse(FaultRule fault) => fault.Kind switch
    {
        FaultKind.TokenExpired => Unauthorised(),
        FaultKind.Throttled => VendorAnswer.Empty(429) with { RetryAfter = fault.Duration },
        FaultKind.Starting => VendorAnswer.Empty(503),
        FaultKind.UnknownClient => Error(400, "ERS_ID_NOT_FOUND"),
        FaultKind.TooManyOpen => Error(400, "TSS_MAXIMUM_OPEN_TRANSACTIONS"),
        FaultKind.TooManyClients => Error(400, "TSS_MAXIMUM_CLIENTS"),
        FaultKind.CertificateExpired => Error(400, "CERTIFICATE_EXPIRED"),
        FaultKind.AlreadyFinished => Error(400, "TRANSACTION_ALREADY_FINISHED"),
        FaultKind.ExportTooLarge => Error(413, "TOO_MANY_RECORDS"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "No refusal."),
    };

    protected internal override async Task<VendorAnswer> AnswerAsync(VendorRequest request, FaultRule? twist)
    {
        if (Clock.GetUtcNow() - _startedAt < _options.Startup)
        {
            return VendorAnswer.Empty(503);
        }

        if (Admit(request) is { } refused)
        {
            return refused;
        }

        return request.Call switch
        {
            SimulatorCall.Login => Login(request),
            SimulatorCall.Register => Register(request),
            SimulatorCall.Start => await StartAsync(request, twist),
            SimulatorCall.Update => await UpdateAsync(request),
            SimulatorCall.Finish => await FinishAsync(request, twist),
            SimulatorCall.FindOpen => await ListAsync(request),
            SimulatorCall.Info => await DescribeAsync(request),
            SimulatorCall.ReadBack => await ReadBackAsync(request, twist),
            SimulatorCall.Export => await ExportAsync(request),
            SimulatorCall.Acknowledge => Acknowledge(request),
            SimulatorCall.Health => VendorAnswer.Json(200, new JsonObject { ["status"] = "UP" }),
            SimulatorCall.Other => Error(404, "UNEXPECTED_REQUEST"),
        };
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static VendorAnswer Error(int status, string type) =>
        VendorAnswer.Json(status, new JsonObject { ["errorType"] = type });

    private static VendorAnswer Unauthorised() =>
        VendorAnswer.Json(401, new JsonObject { ["error"] = "unauthorized" });

    /// <summary>Each path has its one user; null lets the call in.</summary>
    private VendorAnswer? Admit(VendorRequest request) => request.Call switch
    {
        SimulatorCall.Start or SimulatorCall.Update or SimulatorCall.Finish or SimulatorCall.FindOpen =>
            ClientOf(request) is null ? Unauthorised() : null,
        SimulatorCall.Login => request.Basic() is { } client && client.Password == _options.EasCode
            && Device.Clients.Contains(client.User)
                ? null
                : Unauthorised(),
        SimulatorCall.Register => AdmitUser(request, "admin"),
        SimulatorCall.Info => AdmitUser(request, request.Path == "/info" ? "admin" : "admin_restricted"),
        SimulatorCall.ReadBack or SimulatorCall.Export or SimulatorCall.Acknowledge =>
            AdmitUser(request, "admin_restricted"),
        SimulatorCall.Health => AdmitUser(request, "actuator"),
        SimulatorCall.Other => null,
    };

    private VendorAnswer? AdmitUser(VendorRequest request, string user) => request.Basic() switch
    {
        { Password: var password } when password != _options.EasCode => Unauthorised(),
        { User: var shown } when shown == user => null,
        { User: "admin" or "admin_restricted" or "actuator" } => Error(403, "FORBIDDEN"),
        _ => Unauthorised(),
    };

    private string? ClientOf(VendorRequest request)
    {
        lock (_gate)
        {
            return request.Bearer() is { } token && _tokens.TryGetValue(token, out var kept)
                && Clock.GetUtcNow() < kept.Until
                    ? kept.ClientId
                    : null;
        }
    }

    private VendorAnswer Login(VendorRequest request)
    {
        if (!request.Text.Split('&').Contains("grant_type=client_credentials"))
        {
            return VendorAnswer.Json(400, new JsonObject { ["error"] = "unsupported_grant_type" });
        }

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_gate)
        {
            _tokens[token] = (request.Basic()!.Value.User, Clock.GetUtcNow() + _options.TokenLife);
        }

        return VendorAnswer.Json(200, new JsonObject
        {
            ["access_token"] = token, ["token_type"] = "bearer", ["expires_in"] = (long)_options.TokenLife.TotalSeconds,
        });
    }

    private VendorAnswer Register(VendorRequest request)
    {
        if (request.Method == "GET")
        {
            return VendorAnswer.Json(
                200, new JsonArray([.. Device.Clients.Select(client => new JsonObject { ["clientId"] = client })]));
        }

        if (Body(request) is not { } body || Text(body, "uniqueClientId") is not { } client)
        {
            return Error(400, "BAD_REQUEST");
        }

        if (request.Path == "/deregistration")
        {
            return Device.Deregister(client) ? VendorAnswer.Empty(204) : Error(400, "ERS_ID_NOT_FOUND");
        }

        string[] wanted = ["registrationToken", "briefDescription", "typeOfSystem", "ersIdentifier"];
        if (wanted.Any(name => Text(body, name) is null) || !EasSerialNumber.IsValid(client))
        {
            return Error(400, "INVALID_PARAMETER");
        }

        lock (_gate)
        {
            var activation = Text(body, "registrationToken")!;
            if (_options.ActivationTokens.Count > 0
                && (!_options.ActivationTokens.Contains(activation) || !_usedActivations.Add(activation)))
            {
                return Error(400, "ERS_INVALID_REGISTRATION_KEY");
            }
        }

        return Device.Register(client) ? VendorAnswer.Empty(200) : Error(400, "TSS_MAXIMUM_CLIENTS");
    }

    private static JsonObject? Body(VendorRequest request)
    {
        try
        {
            return JsonNode.Parse(request.Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static ProcessData? DataOf(JsonObject body)
    {
        var encoded = Text(body, "processData") ?? "";
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length)
            ? new ProcessData(Text(body, "processType") ?? "", Encoding.UTF8.GetString(bytes, 0, length))
            : null;
    }
}
