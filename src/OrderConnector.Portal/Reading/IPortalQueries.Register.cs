using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Explains a span of numbers, both ends included, at most <paramref name="max"/> of them.</summary>
    Task<NumberPage> ReadNumbersAsync(
        string branchId, long from, long to, int max, CancellationToken cancellationToken);

    /// <summary>
    /// The first number of a branch that was drawn at a moment or later, as far as its clock went forward only; null
    /// where none was.
    /// </summary>
    Task<long?> FindNumberSinceAsync(string branchId, DateTimeOffset since, CancellationToken cancellationToken);
}
