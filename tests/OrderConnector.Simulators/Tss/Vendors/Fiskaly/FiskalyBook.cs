namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

/// <summary>
/// What a simulated fiskaly knows beyond its device: state of the TSS, ids of clients and of transactions. A line per
/// entry in a file that is only added to, so that it outlives the process.
/// </summary>
public sealed class FiskalyBook
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly Dictionary<string, (string SerialNumber, string State)> _clients = [];
    private readonly Dictionary<string, (long Number, string Client)> _transactions = [];
    private readonly Dictionary<long, string> _ids = [];
    private readonly HashSet<string> _cancelled = [];
    private string _state;

    public FiskalyBook(string path, string firstState)
    {
        (_path, _state) = (path, firstState);
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            Apply(line.Split('\t'));
        }
    }

    public string State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    public IReadOnlyList<(string Id, string SerialNumber, string State)> Clients
    {
        get
        {
            lock (_gate)
            {
                return [.. _clients.Select(client => (client.Key, client.Value.SerialNumber, client.Value.State))];
            }
        }
    }

    public (string SerialNumber, string State)? Client(string id)
    {
        lock (_gate)
        {
            return _clients.TryGetValue(id, out var client) ? client : null;
        }
    }

    /// <summary>Finds a transaction by its id or its number.</summary>
    public (string Id, long Number, string Client)? Transaction(string idOrNumber)
    {
        lock (_gate)
        {
            var id = long.TryParse(idOrNumber, out var number) ? _ids.GetValueOrDefault(number) : idOrNumber;
            return id is not null && _transactions.TryGetValue(id, out var found)
                ? (id, found.Number, found.Client)
                : null;
        }
    }

    public void KeepState(string state) => Keep("tss", state);

    public void KeepClient(string id, string serialNumber, string state) => Keep("client", id, serialNumber, state);

    public void KeepTransaction(string id, long number, string client) =>
        Keep("tx", id, number.ToString(System.Globalization.CultureInfo.InvariantCulture), client);

    /// <summary>A transaction ends cancelled and not finished.</summary>
    public void KeepCancelled(string id) => Keep("cancelled", id);

    public bool IsCancelled(string id)
    {
        lock (_gate)
        {
            return _cancelled.Contains(id);
        }
    }

    private void Keep(params string[] entry)
    {
        lock (_gate)
        {
            File.AppendAllText(_path, string.Join('\t', entry) + "\n");
            Apply(entry);
        }
    }

    private void Apply(string[] entry)
    {
        switch (entry)
        {
            case ["tss", var state]:
                _state = state;
                break;
            case ["client", var id, var serialNumber, var state]:
                _clients[id] = (serialNumber, state);
                break;
            case ["tx", var id, var number, var client]:
                var parsed = long.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
                _transactions[id] = (parsed, client);
                _ids[parsed] = id;
                break;
            case ["cancelled", var id]:
                _cancelled.Add(id);
                break;
            default:
                // A line torn by a death while it was written.
                break;
        }
    }
}
