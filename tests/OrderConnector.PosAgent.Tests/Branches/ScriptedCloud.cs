using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>A cloud with one branch: offers what is queued, gives ownership once, keeps what it is told.</summary>
internal sealed class ScriptedCloud : ICloud
{
    private readonly Dictionary<string, CloudOrder> _orders = [];
    private int _leases;
    private long _acknowledged;

    public List<Report> Reports { get; } = [];

    public HashSet<string> NotOwned { get; } = [];

    public bool Offline { get; set; }

    public bool SellerDataMissing { get; set; }

    public bool Rewound { get; set; }

    public int Confirms { get; private set; }

    public int ReportCalls { get; private set; }

    public StaffVoidRequest? Voided { get; private set; }

    /// <summary>Puts an order into the queue; answers its id.</summary>
    public string Queue(JsonObject order)
    {
        var id = OrderId.Derive("web", order["externalId"]!.GetValue<string>()).Value;
        order["id"] = id;
        order["number"] ??= 40000000 + _orders.Count;
        order["channel"] = "web";
        order["release"] ??= "auto";
        order["receiptToken"] = $"token-{_orders.Count}";
        order["masterData"] = 1;
        _orders[id] = new CloudOrder(order);
        return id;
    }

    /// <summary>As if flagged, cancelled or given to another agent.</summary>
    public void TakeAway(string id) => _orders[id].State = "transmittedManually";

    /// <summary>As if a person had decided to offer it again, or the cloud had been restored.</summary>
    public void Requeue(string id) => _orders[id].State = "queued";

    /// <summary>The cloud forgets what it heard, as after a restore.</summary>
    public void ForgetReports() => (_acknowledged, _) = (0, Forget());

    public IReadOnlyList<string> KindsOf(string id) =>
        [.. Reports.Where(report => report.OrderId == id).Select(report => report.Kind)];

    public Task<CloudOutcome<CollectAnswer>> CollectAsync(CollectRequest request, CancellationToken cancellationToken)
    {
        if (Rewound)
        {
            return Answer<CollectAnswer>(new CloudOutcome<CollectAnswer>.Refused(409, "journal-rewound", "behind"));
        }

        var deliveries = _orders.Values.Where(order => order.State == "queued").Take(request.Max).Select(order =>
        {
            order.Lease = $"lease-{++_leases}";
            order.State = "leased";
            return new Delivery(order.Lease, 60, JsonSerializer.SerializeToElement(order.Document));
        }).ToList();
        return Done(new CollectAnswer("active", deliveries, _acknowledged + 1));
    }

    public Task<CloudOutcome<ConfirmAnswer>> ConfirmAsync(ConfirmRequest request, CancellationToken cancellationToken)
    {
        Confirms++;
        return Done(new ConfirmAnswer([.. request.Leases.Select(lease =>
        {
            var order = _orders.Values.FirstOrDefault(o => o.Lease == lease);
            if (order is not { State: "leased" or "collected" })
            {
                return new Confirmation(lease, "gone", order?.State ?? "unknown");
            }

            order.State = "collected";
            return new Confirmation(lease, "yours", null);
        })]));
    }

    public Task<CloudOutcome<ReportsAnswer>> ReportAsync(ReportsRequest request, CancellationToken cancellationToken)
    {
        ReportCalls++;
        var refused = request.Reports.Where(report => NotOwned.Contains(report.OrderId ?? ""))
            .Select(report => report.Sequence).ToList();
        if (refused.Count > 0)
        {
            return Answer<ReportsAnswer>(
                new CloudOutcome<ReportsAnswer>.Refused(403, "not-owned", "not yours", refused));
        }

        Reports.AddRange(request.Reports.Where(report => report.Sequence > _acknowledged));
        _acknowledged = Math.Max(_acknowledged, request.Reports[^1].Sequence);
        return Done(new ReportsAnswer(_acknowledged));
    }

    public Task<CloudOutcome<SellerData>> ReadSellerDataAsync(int version, CancellationToken cancellationToken) =>
        SellerDataMissing
            ? Answer<SellerData>(new CloudOutcome<SellerData>.Unavailable("down", null))
            : Done(new SellerData(
                version, "berlin", "Berlin", "Muster GmbH", "Weg 1", "10115", "Berlin", "DEU", "12/345/67890", null,
                "Europe/Berlin"));

    public Task<CloudOutcome<VoidAnswer>> VoidAsync(
        string orderId, StaffVoidRequest request, CancellationToken cancellationToken)
    {
        Voided = request;
        return Done(new VoidAnswer(new string('f', 32), 40009999, "queued"));
    }

    private Task<CloudOutcome<T>> Done<T>(T value) => Answer(new CloudOutcome<T>.Done(value));

    private Task<CloudOutcome<T>> Answer<T>(CloudOutcome<T> outcome) =>
        Task.FromResult(Offline ? new CloudOutcome<T>.Unavailable("offline", null) : outcome);

    private bool Forget()
    {
        Reports.Clear();
        return true;
    }

    private sealed class CloudOrder(JsonObject document)
    {
        public JsonObject Document { get; } = document;

        public string State { get; set; } = "queued";

        public string Lease { get; set; } = "";
    }
}
