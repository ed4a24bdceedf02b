using Microsoft.Data.Sqlite;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// The journals a recovery has closed: evidence that stays as it is, but for personal data, which can be erased there
/// as well. Nobody writes to them otherwise.
/// </summary>
/// <param name="files">Their paths; asked each time, for a recovery may add one.</param>
public sealed class ClosedJournals(Func<IReadOnlyList<string>> files)
{
    /// <summary>Ids of the orders of a number whose personal data a closed journal keeps.</summary>
    public IReadOnlyList<string> FindPersonal(long orderNumber)
    {
        var found = new List<string>();
        foreach (var path in files())
        {
            using var reader = new SqliteJournalReader(path);
            found.AddRange(reader.FindOrders(orderNumber).Where(id =>
                reader.ReadOrder(id).Any(entry => entry.Fact.Personal is not null)));
        }

        return [.. found.Distinct()];
    }

    /// <summary>Erases the personal data of orders; their chains stay whole.</summary>
    public void Erase(IReadOnlyList<string> orderIds)
    {
        if (orderIds.Count == 0)
        {
            return;
        }

        foreach (var path in files())
        {
            using var connection = JournalSchema.OpenWriter(path);
            JournalSchema.ErasePersonal(connection, null, orderIds);
            JournalSchema.EmptyLog(connection);
        }
    }
}
