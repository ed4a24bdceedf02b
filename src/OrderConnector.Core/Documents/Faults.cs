using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Documents;

/// <summary>Every fault found so far, in the order of the document.</summary>
internal sealed class Faults
{
    private List<Rejection>? _found;

    /// <summary>True once there is one.</summary>
    public bool Any => _found is not null;

    /// <summary>All of them.</summary>
    public IReadOnlyList<Rejection> All => _found is null ? [] : _found;

    /// <summary>Adds one.</summary>
    public void Add(Rejection fault) => (_found ??= []).Add(fault);
}
