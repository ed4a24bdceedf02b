using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

// Exports: asked for, looked at until they are done, fetched.
public sealed partial class SimulatedFiskaly
{
    private const int MostExports = 10;
    private static readonly TimeSpan s_notCompleted = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, Export> _exports = new();

    private VendorAnswer BeginExport(VendorRequest request, string id)
    {
        if (_book.State is not ("INITIALIZED" or "DISABLED" or "DEFECTIVE"))
        {
            return Fault(409, "E_TSS_ILLEGAL_STATE_TO_PERFORM_EXPORT");
        }

        var asked = new Export(id, NumberOf(request, "start_date") ?? 0, NumberOf(request, "end_date") ?? long.MaxValue)
        {
            PollsLeft = _options.PollsUntilExported,
        };
        if (_exports.TryGetValue(id, out var known))
        {
            return VendorAnswer.Json(200, Resource(known));
        }

        var working = _exports.Values.Where(export => export.State == "WORKING").ToList();
        if (working.Any(other => other.From == asked.From && other.To == asked.To))
        {
            return Fault(409, "E_EXPORT_DUPLICATE_RATE_LIMITED");
        }

        if (working.Count >= MostExports)
        {
            return Fault(409, "E_TOO_MANY_EXPORTS");
        }

        _exports[id] = asked;
        return VendorAnswer.Json(200, Resource(asked));
    }

    private async Task<VendorAnswer> ReadExportAsync(string id)
    {
        if (_polls.Take() is { } wait)
        {
            return Fault(429, "E_TOO_MANY_REQUESTS") with { RetryAfter = wait };
        }

        if (!_exports.TryGetValue(id, out var export))
        {
            return Fault(404, "E_EXPORT_NOT_FOUND");
        }

        if (export.State == "WORKING" && --export.PollsLeft < 0)
        {
            await WorkAsync(export);
        }

        return VendorAnswer.Json(200, Resource(export));
    }

    private async Task WorkAsync(Export export)
    {
        const long LastSecond = 253_402_300_799;
        var logs = await Device.LogsAsync(
            DateTimeOffset.FromUnixTimeSeconds(Math.Min(export.From, LastSecond)),
            DateTimeOffset.FromUnixTimeSeconds(Math.Min(export.To, LastSecond)),
            _options.MostExportRecords + 1);
        (export.State, export.Exception) = logs.Count switch
        {
            0 => ("ERROR", "E_NO_DATA_AVAILABLE"),
            _ when logs.Count > _options.MostExportRecords => ("ERROR", "E_TOO_MANY_RECORDS"),
            _ => ("COMPLETED", null),
        };
        export.File = export.State == "COMPLETED" ? await Device.ArchiveAsync(logs) : [];
    }

    private VendorAnswer ReadExportFile(string id)
    {
        if (!_exports.TryGetValue(id, out var export))
        {
            return Fault(404, "E_EXPORT_NOT_FOUND");
        }

        return export.State == "COMPLETED"
            ? new VendorAnswer(200, "application/x-tar", export.File)
            : Fault(404, "E_EXPORT_NOT_COMPLETED") with { RetryAfter = s_notCompleted };
    }

    private VendorAnswer CancelExport(string id)
    {
        if (!_exports.TryGetValue(id, out var export))
        {
            return Fault(404, "E_EXPORT_NOT_FOUND");
        }

        if (export.State != "WORKING")
        {
            return Fault(400, "E_CANCEL_EXPORT");
        }

        export.State = "CANCELLED";
        return VendorAnswer.Json(200, Resource(export));
    }

    private JsonObject Resource(Export export)
    {
        var resource = Stamp(
            new JsonObject { ["_id"] = export.Id, ["tss_id"] = _options.TssId, ["state"] = export.State }, "EXPORT");
        if (export.Exception is { } exception)
        {
            resource["exception"] = exception;
        }

        return resource;
    }

    private sealed record Export(string Id, long From, long To)
    {
        public string State { get; set; } = "WORKING";

        public string? Exception { get; set; }

        public int PollsLeft { get; set; }

        public byte[] File { get; set; } = [];
    }
}
