using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

// The TSS, its administrator and its clients.
public sealed partial class SimulatedFiskaly
{
    private const int MostPins = 5;

    // From, to, and whether the administrator must be logged in.
    private static readonly (string From, string To, bool Admin)[] s_moves =
    [
        ("CREATED", "UNINITIALIZED", false), ("UNINITIALIZED", "INITIALIZED", true),
        ("UNINITIALIZED", "DISABLED", true), ("INITIALIZED", "DISABLED", true),
    ];

    private int _wrongPins;
    private bool _admin;

    private async Task<VendorAnswer> ListTssAsync() => VendorAnswer.Json(200, Stamp(
        new JsonObject { ["data"] = new JsonArray(await DescribeAsync()), ["count"] = 1 }, "TSS_LIST"));

    private async Task<VendorAnswer> ReadTssAsync() => VendorAnswer.Json(200, await DescribeAsync());

    private async Task<JsonObject> DescribeAsync()
    {
        var info = await Device.DescribeAsync();
        return Stamp(new JsonObject
        {
            ["_id"] = _options.TssId,
            ["state"] = _book.State,
            ["certificate"] = Convert.ToBase64String(Device.Certificates[0]),
            ["serial_number"] = info.Key.SerialNumber,
            ["public_key"] = Convert.ToBase64String(info.Key.PublicKey),
            ["signature_algorithm"] = info.Key.Algorithm,
            ["signature_timestamp_format"] = info.Key.LogTimeFormat,
            ["signature_counter"] = Digits(info.SignatureCounter),
            ["transaction_data_encoding"] = "UTF-8",
            ["number_registered_clients"] = _book.Clients.Count(client => client.State == "REGISTERED"),
            ["max_number_registered_clients"] = Device.Options.MaximumClients,
            ["number_active_transactions"] = info.OpenTransactions,
            ["max_number_active_transactions"] = Device.Options.MaximumOpenTransactions,
            ["supported_update_variants"] = "SIGNED",
        }, "TSS");
    }

    private VendorAnswer ChangeState(VendorRequest request)
    {
        var asked = StateOf(request);
        var move = Array.Find(s_moves, move => move.From == _book.State && move.To == asked);
        if (move.To is null)
        {
            return Fault(400, "E_ILLEGAL_TSS_STATE_CHANGE");
        }

        if (move.Admin && !_admin)
        {
            return Fault(401, "E_UNAUTHORIZED", "The administrator must be logged in.");
        }

        _book.KeepState(move.To);
        return VendorAnswer.Json(200, Stamp(new JsonObject { ["_id"] = _options.TssId, ["state"] = move.To }, "TSS"));
    }

    private VendorAnswer LogInAsAdmin(VendorRequest request)
    {
        if (_wrongPins >= MostPins)
        {
            return Fault(423, "E_ADMIN_PIN_BLOCKED");
        }

        if (Text(BodyOf(request), "admin_pin") != _options.AdminPin)
        {
            _wrongPins++;
            return Fault(401, "E_UNAUTHORIZED");
        }

        (_wrongPins, _admin) = (0, true);
        return VendorAnswer.Json(200, new JsonObject());
    }

    private VendorAnswer LogOutAsAdmin()
    {
        _admin = false;
        return VendorAnswer.Json(200, new JsonObject());
    }

    private VendorAnswer ListClients(VendorRequest request)
    {
        var (serialNumber, state) = (request.Query["serial_number"].ToString(), request.Query["state"].ToString());
        if (serialNumber.Length > 0 && _options.KnowsEveryClient)
        {
            KnowByItself(serialNumber);
        }

        var found = _book.Clients
            .Where(client => serialNumber.Length == 0 || client.SerialNumber == serialNumber)
            .Where(client => state.Length == 0 || client.State == state)
            .Select(JsonNode? (client) => Client(client.Id, client.SerialNumber, client.State))
            .ToArray();
        return VendorAnswer.Json(
            200, Stamp(new JsonObject { ["data"] = new JsonArray(found), ["count"] = found.Length }, "CLIENT_LIST"));
    }

    private VendorAnswer ReadClient(string id) => _book.Client(id) is { } client
        ? VendorAnswer.Json(200, Client(id, client.SerialNumber, client.State))
        : Fault(404, "E_CLIENT_NOT_FOUND");

    private VendorAnswer KeepClient(VendorRequest request, string id)
    {
        var body = BodyOf(request);
        var known = _book.Client(id);
        if (!_admin)
        {
            return Fault(401, "E_UNAUTHORIZED", "The administrator must be logged in.");
        }

        var serialNumber = Text(body, "serial_number") ?? known?.SerialNumber ?? "";
        if (!EasSerialNumber.IsValid(serialNumber))
        {
            return Fault(400, "E_ILLEGAL_CLIENT_SERIAL");
        }

        if (known is { } other && other.SerialNumber != serialNumber)
        {
            return Fault(409, "E_CLIENT_CONFLICT");
        }

        if (known is null && _book.Clients.Count >= Device.Options.MaximumClients)
        {
            return Fault(403, "E_CLIENT_LIMIT_REACHED");
        }

        var state = Text(body, "state") ?? "REGISTERED";
        _book.KeepClient(id, serialNumber, state);
        return VendorAnswer.Json(200, Client(id, serialNumber, state));
    }

    private void KnowByItself(string serialNumber)
    {
        if (_book.Clients.All(client => client.SerialNumber != serialNumber))
        {
            Register(Guid.NewGuid().ToString("D"), serialNumber);
        }
    }

    private JsonObject Client(string id, string serialNumber, string state) => Stamp(
        new JsonObject
        {
            ["_id"] = id, ["tss_id"] = _options.TssId, ["serial_number"] = serialNumber, ["state"] = state,
        },
        "CLIENT");

    private static string Digits(long number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
