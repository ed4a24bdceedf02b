namespace OrderConnector.Core.Orders;

/// <summary>
/// How ids are derived. A store keeps the form it began with: a repeat must have the id of its first try.
/// </summary>
public enum OrderIdForm
{
    /// <summary>16 bytes of the hash: stores that had orders before there was another form.</summary>
    Hashed = 1,

    /// <summary>4 bytes of place and 12 of the hash: all others.</summary>
    Placed = 2,
}
